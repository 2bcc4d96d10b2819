import type { ErrorRow } from '../messageTemplate';

/** What is refused before anything is sent. Which field it is and what it wants, the message says. */
export const INPUT_ROWS = [
	{
		code: 'DOCUSIGN_INVALID_INPUT',
		message: '{said}',
		cause: 'A field of the node is empty or holds something that cannot be meant.',
		remedy: 'Correct the field. Nothing was sent to Docusign.',
	},
] as const satisfies readonly ErrorRow[];

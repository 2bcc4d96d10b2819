import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** Records that are picked by their names. */
export const NAME_ROWS = [
	{
		code: 'DOCUSIGN_NAME_NOT_FOUND',
		message: 'There is no {record} with the name "{said}"',
		cause:
			'The name is spelled otherwise in Docusign, or the credential may not see what bears it.',
		remedy: 'Correct the name, or choose from the list. Nothing was changed.',
	},
	{
		code: 'DOCUSIGN_NAME_AMBIGUOUS',
		message: 'Several have the name "{said}": it cannot be told which {record} is meant',
		cause: 'Docusign lets several bear one name.',
		remedy: 'Choose By ID, or rename one in Docusign. Nothing was changed.',
	},
	{
		code: 'DOCUSIGN_NOT_CHOSEN',
		message: 'No {record} is chosen, and there is not exactly one but {count}',
		cause: 'A field that is left empty means the only one.',
		remedy: 'Choose the one that is meant. Nothing was changed.',
	},
] as const satisfies readonly ErrorRow[];

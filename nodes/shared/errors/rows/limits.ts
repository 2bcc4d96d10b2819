import type { ErrorRow } from '../messageTemplate';

/** How much may be asked. */
export const LIMIT_ROWS = [
	{
		code: 'DOCUSIGN_BURST_LIMIT',
		message: 'Docusign kept refusing to {operation} because it gets too many requests at a time',
		cause:
			'Docusign allows 500 calls in 30 seconds (200 in the developer environment) for an account, over all its applications.',
		remedy:
			"Nothing was changed. Run the item again, raise 'Max Wait' in the options, or look for another application that uses the same account.",
		scheduler: 'rate-limited',
	},
	{
		code: 'DOCUSIGN_HOURLY_LIMIT',
		message:
			"Docusign's hourly limit of requests is used up, so it did not {operation}; it is lifted at {endsAt}",
		cause:
			'Docusign allows 3,000 calls an hour for an account, over all its applications, counted anew from each full hour.',
		remedy:
			"Nothing was changed. Run the item again after that time, or raise 'Max Wait' in the options so that the node waits for it.",
		scheduler: 'quota-exhausted',
	},
] as const satisfies readonly ErrorRow[];

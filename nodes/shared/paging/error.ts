export type PagingErrorCode =
	| 'DOCUSIGN_LIST_UNSTABLE'
	| 'DOCUSIGN_CURSOR_REPEATED'
	| 'DOCUSIGN_LIST_ENDLESS'
	| 'DOCUSIGN_FOREIGN_LINK';

/** A list that cannot be read to its end. `message` is `happened` followed by `description`. */
export class PagingError extends Error {
	override readonly name = 'PagingError';

	constructor(
		readonly code: PagingErrorCode,
		/** What happened, in a sentence. */
		readonly happened: string,
		/** What to do about it, in a sentence. */
		readonly description: string,
	) {
		super(`${happened} ${description}`);
	}
}

/** @param total how many records the server counts, where it says so */
export function listUnstable(read: number, total: number | undefined): PagingError {
	const counted = total === undefined ? '' : ` of the ${total} that Docusign counts`;
	return new PagingError(
		'DOCUSIGN_LIST_UNSTABLE',
		`The list kept changing or changed its order while it was read, so it may be incomplete: ${read} records${counted} were found.`,
		'Run it again when fewer users are being changed, or narrow the list with a filter.',
	);
}

export function cursorRepeated(): PagingError {
	return new PagingError(
		'DOCUSIGN_CURSOR_REPEATED',
		'Docusign named a next page that was read before, so the list would never end.',
		'Run it again; if it happens again, report the list and its filters to Docusign support.',
	);
}

export function listEndless(): PagingError {
	return new PagingError(
		'DOCUSIGN_LIST_ENDLESS',
		'Docusign sent nothing new page after page, and still no end of the list.',
		'Narrow the list with a filter; if it happens again, report the list to Docusign support.',
	);
}

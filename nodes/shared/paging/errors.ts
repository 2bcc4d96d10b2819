import { ApiFailure } from '../errors/apiFailure';
import { createCatalogue } from '../errors/catalogue';
import type { MessageFacts } from '../errors/messageTemplate';
import { PAGING_ROWS } from '../errors/rows/paging';

const PAGING = createCatalogue(PAGING_ROWS, { speaker: 'The server' });

/** A list that cannot be read to its end. */
export class PagingError extends ApiFailure {
	override readonly name = 'PagingError';

	constructor(code: (typeof PAGING_ROWS)[number]['code'], facts: MessageFacts = {}) {
		super(PAGING.create(code, facts));
	}
}

/** @param total how many records the server counts, where it says so */
export function listUnstable(read: number, total: number | undefined): PagingError {
	const counted = total === undefined ? '' : ` of the ${total} that Docusign counts`;
	return new PagingError('DOCUSIGN_LIST_UNSTABLE', { reason: `${read} records${counted}` });
}

/** @param reason what is wrong with the link, in a clause */
export const foreignLink = (reason: string) => new PagingError('DOCUSIGN_FOREIGN_LINK', { reason });

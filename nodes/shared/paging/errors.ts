import { ApiFailure } from '../errors/apiFailure';
import { createFailure } from '../errors/create';
import type { MessageFacts } from '../errors/row';
import type { PAGING_ROWS } from '../errors/rows/paging';

type PagingErrorCode = (typeof PAGING_ROWS)[number]['code'];

/** A list that cannot be read to its end; the texts are the catalogue's. */
export class PagingError extends ApiFailure {
	override readonly name = 'PagingError';

	constructor(code: PagingErrorCode, facts: MessageFacts = {}) {
		const { message, description } = createFailure(code, facts);
		super({ code, message, description });
	}
}

/** @param total how many records the server counts, where it says so */
export function listUnstable(read: number, total: number | undefined): PagingError {
	const counted = total === undefined ? '' : ` of the ${total} that Docusign counts`;
	return new PagingError('DOCUSIGN_LIST_UNSTABLE', { reason: `${read} records${counted}` });
}

export const cursorRepeated = () => new PagingError('DOCUSIGN_CURSOR_REPEATED');

export const listEndless = () => new PagingError('DOCUSIGN_LIST_ENDLESS');

/** @param reason what is wrong with the link, in a clause */
export const foreignLink = (reason: string) => new PagingError('DOCUSIGN_FOREIGN_LINK', { reason });

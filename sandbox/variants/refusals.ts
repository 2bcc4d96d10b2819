import type { ErrorShape } from '../http/errorShapes';

/** How refusals of the Admin API look, on both contracts. */
export interface RefusalOptions {
	/**
	 * Status of refusals for lack of a scope or of administrator rights; Docusign's is not known. With
	 * 401 they look like a dead token.
	 */
	lackOfRightsStatus: 401 | 403;
	/** The shape of every refusal; `usual`: now the one, now the other, as Docusign's samples show. */
	errorShape: ErrorShape | 'usual';
	/**
	 * How an address on a domain that the organization has not claimed is refused: on its item, or as
	 * a whole with "Not Authorized", as it was seen.
	 */
	unclaimedDomain: 'details' | 'unauthorized';
}

export const usualRefusals: RefusalOptions = {
	lackOfRightsStatus: 401,
	errorShape: 'usual',
	unclaimedDomain: 'details',
};

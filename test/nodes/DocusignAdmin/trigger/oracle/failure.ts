import { ApiFailure, type FailureCode } from '../../../../../nodes/shared/errors/apiFailure';

const CODES: Record<number, FailureCode> = {
	400: 'DOCUSIGN_VALIDATION_REFUSED',
	403: 'DOCUSIGN_ACCESS_DENIED',
	429: 'DOCUSIGN_HOURLY_LIMIT',
	500: 'DOCUSIGN_UNAVAILABLE',
};

/** What a request throws that the server answers with a status; 429 is the hourly limit. */
export const failure = (status: number): ApiFailure =>
	new ApiFailure({
		code: CODES[status],
		status,
		message: `Docusign answered ${status}`,
		description: 'As the test wants it.',
	});

import { ApiFailure } from './apiFailure';

/**
 * A parameter that cannot be meant; nothing was sent.
 *
 * @param message which field it is and what it holds
 * @param description what belongs there
 */
export const invalidInput = (message: string, description: string): ApiFailure =>
	new ApiFailure({ code: 'DOCUSIGN_INVALID_INPUT', message, description });

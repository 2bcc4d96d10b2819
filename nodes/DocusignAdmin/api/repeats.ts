import type { OperationId } from './contract';
import type { ErrorCode } from './errors/catalogue';
import { ApiFailure } from '../../shared/errors/apiFailure';

const CLOSED: readonly ErrorCode[] = ['DOCUSIGN_MEMBERSHIP_CLOSED', 'DOCUSIGN_USER_CLOSED'];

/** What a repeat is refused with when the request before it, whose answer was lost, did it already. */
const REFUSED_WHEN_DONE: Partial<Record<OperationId, readonly string[]>> = {
	closeMemberships: CLOSED,
	closeAllMemberships: CLOSED,
};

/** Whether the refusal of a repeated request says that what it asked for is so. */
export const isCarriedOut = (operation: OperationId, error: unknown): boolean =>
	error instanceof ApiFailure && (REFUSED_WHEN_DONE[operation]?.includes(error.code) ?? false);

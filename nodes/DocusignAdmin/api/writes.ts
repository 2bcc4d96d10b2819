import type { OperationId } from './contract';
import { ApiFailure } from '../../shared/errors/apiFailure';
import { isFailure } from './errors/catalogue';
import { failureFromItems, type FailureContext } from './errors/refusals';
import { sendUntilKnown, type Write, type Writer } from '../../shared/transport/sendUntilKnown';
import { itemFailures } from './errors/itemFailures';

type AnyWrite = Write<FailureContext, unknown>;

export type Recover = NonNullable<AnyWrite['recover']>;

/** In the contract's words. */
type AdminWrite = Pick<AnyWrite, 'request' | 'context' | 'recover'> & { operation: OperationId };

/** The calls for which a repeat changes nothing more than the first did. */
const REPEATABLE: ReadonlySet<OperationId> = new Set<OperationId>([
	'updateUser',
	'updateMembership',
	'updateEmailAddress',
	'closeMemberships',
	'closeAllMemberships',
	'activateMembership',
]);

/** Whether a close is refused since the request before it, whose answer was lost, did it already. */
const isAlreadyClosed = (operation: OperationId, error: unknown): boolean =>
	(operation === 'closeMemberships' || operation === 'closeAllMemberships') &&
	(isFailure(error, 'DOCUSIGN_MEMBERSHIP_CLOSED') || isFailure(error, 'DOCUSIGN_USER_CLOSED'));

/**
 * Sends a write until it is known what came of it.
 *
 * @throws ApiFailure also when the answer reports failures behind a status 200
 */
export const sendWrite = async (
	writer: Writer<FailureContext>,
	{ operation, ...write }: AdminWrite,
): Promise<unknown> =>
	await sendUntilKnown<FailureContext, unknown>(writer, {
		...write,
		repeat: REPEATABLE.has(operation) ? 'safe' : 'unsafe',
		read({ body }) {
			const failures = itemFailures(body);
			if (failures.length > 0) throw failureFromItems(failures, write.context);
			return body;
		},
		doneBefore: (refusal) => (isAlreadyClosed(operation, refusal) ? { success: true } : undefined),
		stillUnknown,
	});

/** The look-up failed too: what matters to the user is still that the request may have been carried out. */
function stillUnknown(doubt: ApiFailure, reason: unknown): unknown {
	if (!(reason instanceof ApiFailure)) return reason;
	const description = `${doubt.description} Looking it up did not help: ${reason.message}.`;
	const { message } = doubt;
	return new ApiFailure({ ...doubt, message, description });
}

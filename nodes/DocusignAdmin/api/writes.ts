import type { OperationId } from './contract';
import { failureFromItems, type FailureContext } from './errors/refusals';
import { sendUntilKnown, type Write, type Writer } from '../../shared/transport/sendUntilKnown';
import { plainText } from '../../shared/transport/answers/errorText';
import { itemFailures } from './errors/itemFailures';

type AnyWrite = Write<FailureContext, unknown>;

/** How an operation finds out by itself what came of a write. */
export interface Judgement extends Pick<AnyWrite, 'recover' | 'settle' | 'doubt'> {
	/** What the body of a successful answer says; throws where it reports failures. */
	judge?(body: unknown): unknown;
	/** Told the trace token of an answer that is no refusal; Docusign's support asks for it. */
	traced?(token: string | undefined): void;
}

/** In the contract's words. */
type AdminWrite = Pick<AnyWrite, 'request' | 'context'> & { operation: OperationId } & Judgement;

/** The calls for which a repeat changes nothing more than the first did. */
const REPEATABLE: ReadonlySet<OperationId> = new Set<OperationId>([
	'updateUser',
	'updateMembership',
	'updateEmailAddress',
	'closeMemberships',
	'closeAllMemberships',
	'activateMembership',
]);

/**
 * Sends a write until it is known what came of it.
 *
 * @throws ApiFailure also when the answer reports failures behind a status 200
 */
export async function sendWrite(
	writer: Writer<FailureContext>,
	{ operation, judge, traced, ...write }: AdminWrite,
): Promise<unknown> {
	const { context } = write;
	return await sendUntilKnown<FailureContext, unknown>(writer, {
		...write,
		about: context.email ?? context.user,
		repeat: REPEATABLE.has(operation) ? 'safe' : 'unsafe',
		read({ body, headers }) {
			traced?.(plainText(headers['x-docusign-tracetoken'], 100));
			if (judge) return judge(body);
			const failures = itemFailures(body);
			if (failures.length > 0) throw failureFromItems(failures, context);
			return body;
		},
	});
}

import type { OperationId } from './contract';
import { failureFromItems, type FailureContext } from './errors/refusals';
import { sendUntilKnown, type Write, type Writer } from '../../shared/transport/sendUntilKnown';
import { objectIn } from '../../shared/json';
import { itemFailures, type ItemFailure } from './errors/itemFailures';

/** Docusign did what was asked, and warns of something; what it ignored it did not do. */
const isWarning = ({ error }: ItemFailure) => /(?<!ignored)_warning$/i.test(error);

const textOf = ({ error, description }: ItemFailure) => `${description} (${error})`.trim();

type AnyWrite = Write<FailureContext, unknown>;

/** How an operation finds out by itself what came of a write. */
export interface Judgement extends Pick<AnyWrite, 'recover' | 'settle' | 'doubt'> {
	/** What the body of a successful answer says; throws where it reports failures. */
	judge?(body: unknown): unknown;
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
	{ operation, judge, ...write }: AdminWrite,
): Promise<unknown> {
	const { context } = write;
	return await sendUntilKnown<FailureContext, unknown>(writer, {
		...write,
		about: context.email ?? context.user,
		repeat: REPEATABLE.has(operation) ? 'safe' : 'unsafe',
		read({ body }) {
			if (judge) return judge(body);
			const told = itemFailures(body);
			const failures = told.filter((each) => !isWarning(each));
			if (failures.length > 0) throw failureFromItems(failures, context);
			return told.length === 0 ? body : { ...objectIn(body), warnings: told.map(textOf) };
		},
	});
}

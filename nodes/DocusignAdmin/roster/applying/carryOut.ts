import { isWithoutToken } from '../../api/errors/catalogue';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import type { GuardFacts } from '../guards';
import { judge, type Verdict } from '../judge';
import { indexState, meantBy } from '../state';
import type { Change, RosterState } from '../types';
import { summaryOf } from './summary';

/** A change that may be sent. */
export interface Step {
	change: Change;
	/** The user as they are now; left out for one who is created. */
	user?: JsonObject;
	/** What of the change is still to be done. */
	after: JsonObject;
}

/** Docusign, for one who applies a plan. */
export interface RosterPort {
	/**
	 * What is known by now of the user whom a change is about; `now`: asked anew, and not what a list of the
	 * run has shown.
	 */
	present(change: Change, when?: { now: boolean }): Promise<RosterState>;
	/** @throws ApiFailure where Docusign refuses */
	send(step: Step): Promise<{ userId?: string; traceToken?: string }>;
	/** What `send` would send. */
	requests(step: Step): Promise<JsonObject[]>;
	now(): Date;
	/** Who applies the plan. */
	appliedBy?: string;
}

/** What needs no look at Docusign: what the plan blocks or leaves as it is. */
export const isSettled = ({ action, blocked }: Change): boolean =>
	blocked !== undefined || action === 'unchanged';

/** What is done with a change that may be sent. */
type Act = (step: Step) => Promise<JsonObject>;

/** What comes of a change: the outcome that is certain before anything is sent, or what `act` makes of it. */
export async function decided(
	change: Change,
	holds: string | undefined,
	guards: GuardFacts,
	port: RosterPort,
	act: Act,
): Promise<JsonObject> {
	const verdict = await verdictOn(change, holds, guards, port).catch(failed);
	if ('outcome' in verdict) return verdict;
	if (verdict.verdict !== 'apply') return outcomeOf(verdict);
	const { user, after } = verdict;
	return await act({ change, user, after });
}

/** What would be sent. Where nothing would be, an outcome stands there instead. */
export const preview =
	(port: RosterPort): Act =>
	async (step) =>
		await port
			.requests(step)
			.then((requests) => ({ summary: summaryOf(step.change), requests }))
			.catch(failed);

const outcomeOf = (verdict: Exclude<Verdict, { verdict: 'apply' }>): JsonObject =>
	verdict.verdict === 'alreadyApplied'
		? { outcome: verdict.verdict }
		: { outcome: verdict.verdict, outcome_reason: verdict.why };

export const make =
	(port: RosterPort, guards: GuardFacts): Act =>
	async (step) =>
		await port
			.send(step)
			.then(({ userId, traceToken }) => ({
				outcome: 'applied',
				user_id: step.change.user_id ?? userId ?? step.user?.id,
				trace_token: traceToken,
			}))
			.catch(async (error: unknown) =>
				error instanceof ApiFailure && mayBeThere(error, step.change)
					? await lookedUp(error, step.change, guards, port)
					: await failed(error),
			);

/** Whether what a change wants may be there all the same: by itself, or by another run that was quicker. */
const mayBeThere = ({ unknownOutcome, scheduler }: ApiFailure, { action }: Change): boolean =>
	unknownOutcome ||
	(['create', 'addMembership', 'reopen'].includes(action) && !FOR_ALL.includes(scheduler ?? ''));

/**
 * What became of a change whose answer was lost: it is made where things are now as it wanted them, and they
 * were not before. Anything else leaves it open, since a server may show late what it did. One that was refused
 * was made by somebody else where things are so.
 */
async function lookedUp(
	lost: ApiFailure,
	change: Change,
	guards: GuardFacts,
	port: RosterPort,
): Promise<JsonObject> {
	const present = await port.present(change, { now: true }).catch(() => undefined);
	if (!present) return await failed(lost);
	const index = indexState(present);
	const { verdict } = judge(change, index, guards);
	if (verdict !== 'alreadyApplied') return await failed(lost);
	const meant = meantBy(index, change.email);
	return {
		outcome: lost.unknownOutcome ? 'applied' : 'alreadyApplied',
		user_id: change.user_id ?? (meant.kind === 'user' ? meant.user.id : undefined),
		trace_token: lost.traceToken,
	};
}

async function verdictOn(
	change: Change,
	holds: string | undefined,
	guards: GuardFacts,
	port: RosterPort,
): Promise<Verdict> {
	const impossible = guards.impossible?.[change.action];
	if (impossible !== undefined) return { verdict: 'blocked', why: impossible };
	const nothing = { users: [], accountsRead: [], isWhole: false };
	const present = indexState(isSettled(change) ? nothing : await port.present(change));
	const verdict = judge(change, present, guards);
	// A closure that is there already is no closure, and one that is stale says more.
	return holds !== undefined && verdict.verdict === 'apply'
		? { verdict: 'blocked', why: holds }
		: verdict;
}

/** Failures that the next request would meet as well. */
const FOR_ALL = ['credential-invalid', 'quota-exhausted'];

/** Docusign's refusal is the outcome of one change; anything else is about all of them. */
const failed = async (error: unknown): Promise<JsonObject & { outcome: string }> =>
	error instanceof ApiFailure && !FOR_ALL.includes(error.scheduler ?? '') && !isWithoutToken(error)
		? failureIn(error)
		: await Promise.reject(error);

export const failureIn = ({ message, code, traceToken }: ApiFailure) => ({
	outcome: 'failed',
	outcome_reason: message,
	error_code: code,
	trace_token: traceToken,
});

import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import { known } from '../../../shared/json';
import { isCancelled } from '../../../shared/transport/cancellation';
import { addressKey } from '../../api/users/userRecord';
import { auditChain, type ChainedRecord } from './audit';
import { brakeOn, type Brake } from './brake';
import { decided, failureIn, isSettled, make, preview, type RosterPort } from './carryOut';
import type { GuardFacts } from '../guards';
import { changeIn } from '../seal';
import type { Change, PlanItem } from '../types';

export interface ApplySettings extends GuardFacts {
	brake: Brake;
	/** Sends nothing, and tells what would be sent. */
	isDry?: boolean;
}

/**
 * Makes the changes of a plan one after the other, and hands out a record of each. It can be stopped and run
 * again: what is done by then is found done.
 *
 * @param items of `planItems`
 */
export async function* applyPlan(
	items: readonly PlanItem[],
	{ brake, isDry = false, ...guards }: ApplySettings,
	port: RosterPort,
): AsyncGenerator<ChainedRecord | JsonObject> {
	const chain = auditChain(items.length);
	const braked = items.length === 0 ? undefined : brakeOn(items[0].plan_counts, brake);
	const unsettled = new Set<string>();
	const run: Run = { hasSent: false };
	for (const item of items) {
		const change = changeIn(item);
		const who = addressKey(change.email);
		const holds =
			change.action === 'close' ? heldBack(change, braked, unsettled.has(who)) : undefined;
		if (isDry) {
			const shown = await decided(change, holds, guards, port, preview(port));
			yield known({ ...item, dry_run: true, ...shown });
			continue;
		}
		const isTried = run.stopped === undefined || isSettled(change);
		const result = isTried
			? await decided(change, holds, guards, port, make(port, guards)).catch(
					async (error) => await ended(error, run),
				)
			: { outcome: 'failed', outcome_reason: `not tried: ${run.stopped}` };
		run.hasSent ||= result.outcome === 'applied';
		if (isSetback(change, String(result.outcome))) unsettled.add(who);
		yield chain(
			known({
				...item,
				...result,
				applied_on: port.now().toISOString(),
				applied_by: port.appliedBy,
			}),
		);
	}
}

interface Run {
	/** Whether something was changed, so that the records must not be lost. */
	hasSent: boolean;
	/** What keeps the rest from being tried. */
	stopped?: string;
}

/**
 * What comes of an error that is no answer to the one change: nothing was made so far, or the execution was
 * cancelled, and it ends the run; else the rest is not tried, and the records of what was made come out.
 */
async function ended(error: unknown, run: Run): Promise<JsonObject> {
	if (isCancelled(error) || !run.hasSent) return await Promise.reject(error);
	run.stopped = error instanceof Error ? error.message : String(error);
	return error instanceof ApiFailure
		? failureIn(error)
		: { outcome: 'failed', outcome_reason: run.stopped };
}

/** Whether an access that the plan promised was not given: whoever waits for it keeps what they have. */
const isSetback = ({ action, blocked }: Change, outcome: string): boolean =>
	['create', 'addMembership', 'reopen'].includes(action) &&
	blocked === undefined &&
	!['applied', 'alreadyApplied'].includes(outcome);

/** Why a closure is not made that could be. */
function heldBack(change: Change, braked: string | undefined, isUnsettled: boolean) {
	if (change.blocked !== undefined) return undefined;
	return (
		braked ??
		(isUnsettled ? 'the user did not get the access that the plan gives them elsewhere' : undefined)
	);
}

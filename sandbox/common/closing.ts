import { type Answer, ok, refuse } from '../http/answer';
import type { Call } from '../http/call';
import { closeMembership } from '../state/lifecycle';
import type { Membership } from '../state/model';
import type { AccessToken } from '../state/oauthState';
import { brokenRule, checkNoOrganizationAdmin, RuleBroken } from '../state/rules';
import type { ClosedAgain } from '../variants/closing';

type Closing = Call & { readonly token: AccessToken };

function closedAgain({ backend }: Call, what: ClosedAgain): void {
	const { closedAlreadyCode: code, closedAlreadyText: text } = backend.options;
	if (what === 'refuse') throw refuse(400, code.toUpperCase(), text);
	if (what === 'error') throw new RuleBroken(code, text);
}

function closeOne(call: Closing, membership: Membership, again: ClosedAgain): void {
	const { state, options } = call.backend;
	if (membership.status === 'closed') closedAgain(call, again);
	if (options.closeRefusedIn.includes(membership.accountId)) {
		throw new RuleBroken('account_admin_access_denied', 'The caller has no say in this account.');
	}
	checkNoOrganizationAdmin(state, membership, call.token.userId);
	closeMembership(state, membership, call.token.userId);
}

/** What came of closing in one account. */
export interface Closed {
	accountId: string;
	/** A rule that forbade it, or a warning beside it. */
	details?: RuleBroken;
	/** Whether a rule forbade it. */
	failed: boolean;
}

const warning = () =>
	new RuleBroken('membership_closed_or_disabled_warning', 'The membership is closed or disabled.');

const ignoredRange = { none: [0, 0], last: [-1], all: [0] } as const;

/** Closes a user in accounts, one by one, as the sandbox is set to. */
export function closeIn(
	call: Closing,
	userId: string,
	accountIds: readonly string[],
	again: ClosedAgain,
): Closed[] {
	const { state, options } = call.backend;
	const ignored = accountIds.slice(...ignoredRange[options.closeIgnores]);
	return accountIds.map((accountId) => {
		const broken = brokenRule(() => {
			const membership = state.membershipIn(userId, accountId.toLowerCase());
			if (!membership) {
				throw new RuleBroken('membership_not_found', 'The user is not in this account.');
			}
			if (!ignored.includes(accountId)) closeOne(call, membership, again);
		});
		const details = broken ?? (options.closeWarning ? warning() : undefined);
		return { accountId, details, failed: broken !== undefined };
	});
}

/** The items that an answer names, as the sandbox is set to. */
export function named<T>({ backend }: Call, items: readonly T[]): readonly T[] {
	const { closeAnswer } = backend.options;
	if (closeAnswer === 'none') return [];
	return closeAnswer === 'fewer' ? items.slice(0, -1) : items;
}

/** The answer, or nothing where the sandbox is set to. */
export const closeAnswer = ({ backend }: Call, body: object): Answer =>
	backend.options.closeAnswer === 'empty' ? { status: 200 } : ok(body);

import type { SandboxState } from '../state/state';
import type { FaultAction } from './model';

type Drift = Extract<FaultAction, { type: 'drift' }>;

function insert(state: SandboxState, accountId: string, count: number): void {
	const account = state.accounts.get(accountId);
	if (!account) return;
	for (let n = 0; n < count; n++) {
		const number = state.users.size + 1;
		const user = state.addUser({
			organizationId: account.organizationId,
			email: `drift${number}.${state.clock.now()}.${n}@example.com`,
			userName: `Drift ${number}.${n}`,
			firstName: 'Drift',
			lastName: `${number}.${n}`,
			defaultAccountId: account.id,
			siteId: account.siteId,
			status: 'active',
		});
		state.addMembership({ userId: user.id, accountId, status: 'active' });
	}
}

function remove(
	state: SandboxState,
	accountId: string,
	count: number,
	from: 'start' | 'end',
): void {
	const organizationId = state.accounts.get(accountId)?.organizationId ?? '';
	const admins = state.organizations.get(organizationId)?.adminIds;
	const ids = state
		.membersOf(accountId)
		.map(({ userId }) => userId)
		.filter((userId) => !admins?.has(userId));
	const gone = from === 'start' ? ids.slice(0, count) : ids.slice(-count);
	for (const id of gone) state.removeUser(id);
}

/** Lets users of an account come and go, as others do while a list is walked. Administrators stay. */
export function drift(state: SandboxState, action: Drift): void {
	const accountId = action.accountId ?? [...state.accounts.keys()][0];
	if (action.remove) remove(state, accountId, action.remove, action.removeFrom ?? 'start');
	if (action.insert) insert(state, accountId, action.insert);
}

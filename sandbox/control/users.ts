import { invalidBody, notFound } from '../http/answer';
import type { User } from '../state/model';
import type { SandboxState, UserChanges } from '../state/state';

/** A user with memberships, in the sandbox's own words. */
export const userView = (state: SandboxState, user: User) => ({
	...user,
	identities: Object.fromEntries(user.identities),
	memberships: state.membershipsOf(user.id),
});

export function listUsers(state: SandboxState, query: URLSearchParams) {
	const email = query.get('email')?.toLowerCase();
	const found = [...state.users.values()].filter(
		(user) => !email || user.email.toLowerCase() === email,
	);
	const from = Number(query.get('from') ?? 0);
	const shown = found.slice(from, from + Number(query.get('limit') ?? 1000));
	return { total: found.length, users: shown.map((user) => userView(state, user)) };
}

interface NewUserBody {
	email: string;
	userName: string;
	firstName?: string;
	lastName?: string;
	accountId?: string;
	status?: User['status'];
}

/** Adds a user as if somebody else had: no rule is asked. */
export function addUser(state: SandboxState, body: NewUserBody) {
	const account = state.accounts.get(body.accountId ?? [...state.accounts.keys()][0]);
	if (!account) throw invalidBody('There is no such account.');
	const { organizationId, siteId, id } = account;
	const status = body.status ?? 'active';
	const user = state.addUser({ ...body, organizationId, siteId, defaultAccountId: id, status });
	const membership = status === 'created' ? 'activation_sent' : status;
	state.addMembership({ userId: user.id, accountId: id, status: membership });
	return userView(state, user);
}

export function changeUser(state: SandboxState, id: string, changes: UserChanges) {
	if (!state.users.has(id)) throw notFound('USER_NOT_FOUND', 'There is no such user.');
	return userView(state, state.updateUser(id, changes));
}

import fc from 'fast-check';
import type { SimMembership, SimServer, SimUser } from './server';

/** A change that somebody makes in Docusign; numbers choose whom and what, modulo what there is. */
export interface Edit {
	kind: (typeof KINDS)[number];
	user: number;
	account: number;
	value: number;
}

const KINDS = [
	'create',
	'createActive',
	'rename',
	'email',
	'policy',
	'activate',
	'close',
	'closeEverywhere',
	'reopen',
	'join',
	'profile',
	'groups',
] as const;

export const edits = fc.record<Edit>({
	kind: fc.constantFrom(...KINDS),
	user: fc.nat({ max: 6 }),
	account: fc.nat({ max: 2 }),
	value: fc.nat({ max: 3 }),
});

/** Changes of what may take any value. */
export const values = fc.record<Edit>({
	kind: fc.constantFrom('rename', 'email', 'profile', 'groups'),
	user: fc.nat({ max: 6 }),
	account: fc.nat({ max: 2 }),
	value: fc.constant(0),
});

const MOST_USERS = 8;

const open = (membership: SimMembership) => membership.status !== 'closed';

function change(server: SimServer, user: SimUser, edit: Edit): void {
	const account = server.options.accounts[edit.account % server.options.accounts.length];
	const membership = user.memberships.get(account);
	const all = [...user.memberships.values()];
	switch (edit.kind) {
		case 'rename':
			user.first_name = `Name${edit.value}`;
			break;
		case 'email':
			user.email = `address${edit.value}@example.com`;
			break;
		case 'policy':
			user.federated_status = [null, 'FedAuthRequired', 'FedAuthBypass', 'Evicted'][edit.value];
			break;
		case 'activate':
			for (const each of all.filter(open)) each.status = 'active';
			break;
		case 'close':
			if (membership) membership.status = 'closed';
			break;
		case 'closeEverywhere':
			for (const each of all) each.status = 'closed';
			break;
		case 'reopen':
			for (const each of all) if (!open(each)) each.status = 'activation_sent';
			break;
		case 'join':
			user.memberships.set(account, { status: 'active', profile: edit.value, groups: [] });
			break;
		case 'profile':
			if (membership) membership.profile = edit.value;
			break;
		case 'groups':
			if (membership) membership.groups = [edit.value, edit.value + 1];
			break;
		default:
	}
	server.touch(user);
}

/** Makes the change, where it makes sense. */
export function apply(server: SimServer, edit: Edit): void {
	const users = [...server.users.values()];
	const { accounts } = server.options;
	if (edit.kind === 'create' || edit.kind === 'createActive') {
		if (users.length >= MOST_USERS) return;
		const joined = accounts.filter((_, index) => (edit.value >> index) & 1);
		const status = edit.kind === 'create' ? 'activation_sent' : 'active';
		server.add(joined.length > 0 ? joined : [accounts[0]], status);
	} else if (users.length > 0) {
		change(server, users[edit.user % users.length], edit);
	}
}

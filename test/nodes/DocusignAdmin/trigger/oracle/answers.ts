import type { ContractName } from '../../../../../nodes/DocusignAdmin/api/contract';
import type { JsonObject } from '../../../../../nodes/shared/http';
import { statusOf, type Membership, type User } from './directory';

/** What answers look like. */
export interface Shape {
	contract: ContractName;
	/** What the schema allows to leave out is left out. */
	terse: boolean;
	/** Cursor: which lists show title and company. */
	titles?: 'accounts' | 'organization' | 'both';
	/** Fields that all answers leave out. */
	without?: string[];
}

const CURSOR_STATUS = {
	active: 'Active',
	activation_sent: 'Created',
	created: 'Created',
	closed: 'Closed',
};

export const local = (at: number) => new Date(at).toISOString().replace('Z', '');

/** Profiles and groups are numbers on the published wire and texts on the other. */
const idIn = ({ contract }: Shape, id: number) => (contract === 'openApi' ? id : String(id));

const access = ({ profile, groups }: Membership, shape: Shape): JsonObject => ({
	permission_profile: { id: idIn(shape, profile), name: `Profile ${profile}` },
	groups: groups.map((id) => ({ id: idIn(shape, id), name: `Group ${id}` })),
});

/** On the cursor contract the user name usually is the address. */
export const userName = (user: User, { contract }: Shape): string =>
	contract === 'openApi' ? `${user.first_name} ${user.last_name}` : user.email;

const names = (user: User, shape: Shape): JsonObject => ({
	id: user.id,
	user_name: userName(user, shape),
	first_name: user.first_name,
	last_name: user.last_name,
});

const job = ({ title, company }: User): JsonObject => ({ title, company });

function without(item: JsonObject, shape: Shape): JsonObject {
	const kept = Object.entries(item).filter(([field]) => !shape.without?.includes(field));
	return Object.fromEntries(kept);
}

function publishedItem(user: User, membership: Membership, shape: Shape): JsonObject {
	return {
		...names(user, shape),
		user_status: user.shownStatus ?? statusOf(user),
		membership_status: membership.status,
		email: user.email,
		membership_id: `member-${user.id}`,
		...(shape.terse
			? {}
			: {
					created_on: local(user.createdAt),
					membership_created_on: local(membership.joinedAt),
					is_managed_by_scim: user.flags.is_managed_by_scim,
				}),
	};
}

function cursorUser(user: User, shape: Shape): JsonObject {
	return {
		...names(user, shape),
		status: CURSOR_STATUS[statusOf(user)],
		...(shape.terse ? {} : { email: user.email, created_on: local(user.createdAt) }),
	};
}

const showsTitles = ({ titles, terse }: Shape, list: 'accounts' | 'organization') =>
	titles === undefined ? list === 'accounts' && !terse : titles === 'both' || titles === list;

/** An item of an account's list. */
export function accountItem(user: User, account: string, shape: Shape): JsonObject {
	const membership = user.memberships.get(account)!;
	if (shape.contract === 'openApi') return without(publishedItem(user, membership, shape), shape);
	const shown = {
		...(shape.terse ? { id: user.id, user_name: userName(user, shape) } : cursorUser(user, shape)),
		membership_status: CURSOR_STATUS[membership.status],
		...access(membership, shape),
		...(showsTitles(shape, 'accounts') ? job(user) : {}),
	};
	return without(shown, shape);
}

/** An item of the organization's own list, which the cursor contract has. */
export const organizationItem = (user: User, shape: Shape): JsonObject =>
	without(
		{ ...cursorUser(user, shape), ...(showsTitles(shape, 'organization') ? job(user) : {}) },
		shape,
	);

/** One user, asked for by id: published `users[0]` of a profile, else the user itself. */
export function profileOf(user: User, shape: Shape): JsonObject {
	if (shape.contract === 'cursor') {
		return without({ ...cursorUser(user, shape), email: user.email }, shape);
	}
	const memberships = [...user.memberships].map(([account, membership]) => ({
		account_id: account,
		email: user.email,
		status: membership.status,
		...access(membership, shape),
		...(shape.terse ? {} : { created_on: local(membership.joinedAt) }),
	}));
	const shown = {
		...names(user, shape),
		user_status: user.shownStatus ?? statusOf(user),
		memberships,
		...(shape.terse ? {} : { created_on: local(user.createdAt), ...user.flags }),
	};
	return without(shown, shape);
}

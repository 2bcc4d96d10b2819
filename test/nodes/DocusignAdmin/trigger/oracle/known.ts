import { userName, type Shape } from './answers';
import { statusOf, type Membership, type User } from './directory';

export interface Access {
	profile: string;
	groups: string;
}

/** What a workflow knows of a user that has been told everything. */
export interface Known {
	status: string;
	fields: Map<string, string>;
	/** What a membership allowed when it was last open; undefined where nobody could tell. */
	memberships: Map<string, { status: string; access?: Access }>;
}

export const ACCESS = [
	['permission_profile', 'profile'],
	['groups', 'groups'],
] as const;

function fieldsOf(user: User, shape: Shape): Known['fields'] {
	const { contract, terse, titles } = shape;
	const fields = new Map([
		['user_name', userName(user, shape)],
		['first_name', user.first_name],
		['last_name', user.last_name],
	]);
	if (contract === 'openApi' || !terse) fields.set('email', user.email);
	if (contract === 'cursor' && (titles !== undefined || !terse)) {
		fields.set('title', user.title).set('company', user.company);
	}
	return fields;
}

const accessOf = ({ profile, groups }: Membership): Access => ({
	profile: String(profile),
	groups: [...groups].sort().join(),
});

/** @param before what was known until now; for the first run, everything shown is */
export function knownOf(user: User, shape: Shape, before: Known | 'firstRun' | undefined): Known {
	const memberships = [...user.memberships].map(([account, membership]) => {
		const { status } = membership;
		const shown = accessOf(membership);
		const isShown = status !== 'closed' || before === 'firstRun';
		const kept = before === 'firstRun' ? shown : before?.memberships.get(account)?.access;
		return [account, { status, access: isShown ? shown : kept }] as const;
	});
	const fields = fieldsOf(user, shape);
	return { status: statusOf(user), fields, memberships: new Map(memberships) };
}

/** What was told of a membership before it was closed is known. */
export function noteAccess(
	number: number,
	user: User,
	after: Known,
	told: ReadonlySet<string>,
): void {
	for (const [account, membership] of after.memberships) {
		if (membership.status !== 'closed' || !membership.access) continue;
		const shown = accessOf(user.memberships.get(account)!);
		const news = ACCESS.filter(([field]) =>
			told.has(`${number} membershipChanged ${account} ${field}`),
		).map(([, key]) => [key, shown[key]]);
		membership.access = { ...membership.access, ...(Object.fromEntries(news) as Partial<Access>) };
	}
}

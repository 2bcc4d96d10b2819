import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import type { Holders } from '../api/whoHas';
import { isClosedMembership, isClosedUser } from '../api/userRecord';
import { isSameId } from '../api/ids';

/** How a person stands with an account, for whoever wants them in it. */
export type Standing =
	/** Nobody has the address. */
	| { kind: 'nobody' }
	/** Docusign does not tell who has the address. */
	| { kind: 'notTold' }
	/** Several have it. */
	| { kind: 'several'; ids: string[] }
	/** The user, or the membership in the account, is closed. */
	| { kind: 'closed'; user: JsonObject; membership?: JsonObject; whole: boolean }
	/** The user is there, and not in the account. */
	| { kind: 'elsewhere'; user: JsonObject }
	/** The user is there, and it is not known whether in the account. */
	| { kind: 'unsure'; user: JsonObject }
	| { kind: 'member'; user: JsonObject; membership: JsonObject };

/**
 * How the one with an address stands with an account. A closed user counts only where nobody else has the
 * address.
 */
export function standing(holders: Holders, accountId: string): Standing {
	if (holders.kind !== 'users') return holders;
	const open = holders.users.filter((user) => !isClosedUser(user));
	const candidates = open.length > 0 ? open : holders.users;
	if (candidates.length > 1) {
		return { kind: 'several', ids: candidates.map(({ id }) => String(id)) };
	}
	const [user] = candidates;
	if (user === undefined) return { kind: 'nobody' };
	const shown = Array.isArray(user.memberships);
	const membership = objectsIn(user.memberships).find(({ account_id: id }) =>
		isSameId(id, accountId),
	);
	if (isClosedUser(user)) return { kind: 'closed', user, membership, whole: true };
	if (membership) {
		return isClosedMembership(membership)
			? { kind: 'closed', user, membership, whole: false }
			: { kind: 'member', user, membership };
	}
	return shown ? { kind: 'elsewhere', user } : { kind: 'unsure', user };
}

import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import { isSameId } from '../api/ids';
import { protection } from './guards';
import { planningOf, type RosterInput } from './planning';
import { addressesOf, meantBy } from './state';
import { CLOSED, differences, viewOf, wantedOf } from './view';

/** So many members are asked at most whether one of them administers an account. */
export const MOST_ASKED = 50;

/** What a user's own record shows that a list may not. */
const ON_RECORD = ['first_name', 'last_name', 'permission_profile', 'groups'] as const;

/** More users whose list shows no address are not read one by one: it would use up the hour's requests. */
export const MOST_SILENT = 500;

/**
 * Users whose own records have to be read before it is known whether they differ from the roster, or whether
 * they may be closed. All others cost no request.
 *
 * @param isListedWhole whether a user's own record shows no more than the list does
 */
export function usersToRead(input: RosterInput, isListedWhole: boolean): string[] {
	const { index, settings, people, accounts, isOnRoster } = planningOf(input);
	const wanted = new Set<string>();
	const silent = index.users.filter((user) => addressesOf(user).length === 0);
	if (silent.length <= MOST_SILENT) silent.forEach(({ id }) => wanted.add(String(id)));
	for (const person of people) {
		const meant = meantBy(index, person.email);
		if (meant.kind !== 'user') continue;
		const membership = index.membershipIn(meant.user, person.accountId);
		const isMember = typeof membership !== 'string' && membership.status !== CLOSED;
		const view = viewOf(meant.user, isMember ? membership : 'none');
		const fields = isMember ? ON_RECORD : ON_RECORD.slice(0, 2);
		const { unknown } = differences(wantedOf(person), view, fields);
		if (unknown.length > 0) wanted.add(String(meant.user.id));
	}
	if (settings.notOnRoster !== 'close') return [...wanted];
	const leaves = (user: JsonObject) =>
		objectsIn(user.memberships).some((membership) => {
			const account = accounts.find(({ id }) => isSameId(id, membership.account_id));
			if (account === undefined || membership.status === CLOSED) return false;
			const [addresses, accountId] = [addressesOf(user), String(account.id)];
			if (isOnRoster(addresses, accountId)) return false;
			return protection(addresses, accountId, settings) === undefined && isUntold(membership, user);
		});
	const isUntold = ({ permission_profile, groups }: JsonObject, user: JsonObject) =>
		permission_profile === undefined ||
		groups === undefined ||
		user.is_organization_admin === undefined;
	if (!isListedWhole) {
		for (const user of index.users) if (leaves(user)) wanted.add(String(user.id));
	}
	return [...wanted];
}

/**
 * Users of whom it has to be known whether they administer an account, before somebody who does is closed
 * there or moved: one who stays is enough.
 */
export function mayAdminister(input: RosterInput): string[] {
	const { index, guards, accounts, steps } = planningOf(input);
	return accounts.flatMap(({ id }) => {
		const accountId = String(id);
		const members = index.users.flatMap((user) => {
			const membership = index.membershipIn(user, accountId);
			return typeof membership === 'string' || membership.status === CLOSED
				? []
				: [{ user, membership }];
		});
		const isInDoubt = members.some(
			({ user, membership }) =>
				membership.is_admin === true &&
				steps(user, accountId) &&
				guards.administratorStays?.(accountId, user) === 'unknown',
		);
		if (!isInDoubt) return [];
		return members
			.filter(
				({ user, membership }) => membership.is_admin === undefined && !steps(user, accountId),
			)
			.filter(({ membership }) => membership.status === 'active')
			.map(({ user }) => String(user.id));
	});
}

import type { JsonObject, JsonValue } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import { isSameId } from '../../api/ids';
import { protection } from '../guards';
import { planningOf, type Planning, type RosterInput } from './planning';
import { addressesOf, meantBy, showsAddress } from '../state';
import { CLOSED, differences, viewOf, wantedOf } from '../view';

/** So many members are asked at most whether one of them administers an account. */
export const MOST_ASKED = 50;

/** What a user's own record shows that a list may not. */
const ON_RECORD = ['first_name', 'last_name', 'permission_profile', 'groups'] as const;
const NAMES = ON_RECORD.slice(0, 2);

/** More users whose list shows no address are not read one by one: it would use up the hour's requests. */
export const MOST_SILENT = 500;

const inOnePiece = (...parts: JsonValue[]) =>
	parts.map(String).join(' ').trim().replace(/\s+/g, ' ');

/** Whether the full name, which lists show, is made of the two names that are wanted. */
const isSameName = (
	{ first_name: first, last_name: last }: JsonObject,
	{ user_name }: JsonObject,
) =>
	first !== undefined &&
	last !== undefined &&
	typeof user_name === 'string' &&
	inOnePiece(user_name) === inOnePiece(first, last);

/** A member who is on the roster, with what of the roster's wishes is not known to be so. */
function* membersOnRoster({ index, people }: Planning) {
	for (const person of people) {
		const meant = meantBy(index, person.email);
		if (meant.kind !== 'user') continue;
		const { user } = meant;
		const membership = index.membershipIn(user, person.accountId);
		const isMember = typeof membership !== 'string' && membership.status !== CLOSED;
		const view = viewOf(user, isMember ? membership : 'none');
		const wanted = wantedOf(person);
		const fields = isMember ? ON_RECORD : NAMES;
		const { differing, unknown } = differences(wanted, view, fields);
		const isKnown = (field: string) =>
			NAMES.some((name) => name === field) && isSameName(wanted, user);
		yield { user, differing, unknown: unknown.filter((field) => !isKnown(field)) };
	}
}

/** Users of whom nothing is wanted that is not known but their permission profiles, which an export tells. */
export function usersInExport(input: RosterInput): string[] {
	const found = [...membersOnRoster(planningOf(input))].filter(
		({ unknown }) => unknown.length === 1 && unknown[0] === 'permission_profile',
	);
	return [...new Set(found.map(({ user }) => String(user.id)))];
}

/** Users who differ by what an export says: their own records have the last word. */
export function usersToConfirm(input: RosterInput): string[] {
	const found = [...membersOnRoster(planningOf(input))].filter(({ differing }) =>
		differing.includes('permission_profile'),
	);
	return [...new Set(found.map(({ user }) => String(user.id)))];
}

/**
 * Users whose own records have to be read before it is known whether they differ from the roster, or whether
 * they may be closed. All others cost no request.
 *
 * @param isListedWhole whether a user's own record shows no more than the list does
 */
export function usersToRead(input: RosterInput, isListedWhole: boolean): string[] {
	const planning = planningOf(input);
	const { index, settings, accounts, isOnRoster } = planning;
	const wanted = new Set<string>();
	const silent = index.users.filter((user) => addressesOf(user).length === 0);
	if (silent.length <= MOST_SILENT) silent.forEach(({ id }) => wanted.add(String(id)));
	for (const { user, unknown } of membersOnRoster(planning)) {
		if (unknown.length > 0) wanted.add(String(user.id));
	}
	if (settings.notOnRoster !== 'close') return [...wanted];
	const leavers = index.users.flatMap((user) => {
		const left = objectsIn(user.memberships).filter((membership) => {
			const account = accounts.find(({ id }) => isSameId(id, membership.account_id));
			if (account === undefined || membership.status === CLOSED) return false;
			const [addresses, accountId] = [addressesOf(user), String(account.id)];
			if (isOnRoster(addresses, accountId)) return false;
			return protection(addresses, accountId, settings) === undefined;
		});
		return left.length > 0 ? [{ user, left }] : [];
	});
	const isUntold = ({ permission_profile, groups }: JsonObject, user: JsonObject) =>
		permission_profile === undefined ||
		groups === undefined ||
		user.is_organization_admin === undefined;
	// Whose name alone looks like an address may be on the roster by another.
	const unnamed = leavers.filter(({ user }) => !showsAddress(user));
	if (unnamed.length <= MOST_SILENT) unnamed.forEach(({ user }) => wanted.add(String(user.id)));
	for (const { user, left } of isListedWhole ? [] : leavers) {
		if (left.some((membership) => isUntold(membership, user))) wanted.add(String(user.id));
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

import type { JsonObject } from '../../../shared/http';
import { isSameId } from '../../api/ids';
import { addressKey } from '../../api/users/userRecord';
import { administratorsStaying, protection, type GuardFacts } from '../guards';
import { addressesOf, type StateIndex } from '../state';
import { isSameValue } from '../view';
import type { Named, Person, RosterSettings } from '../types';

/** What a plan is made of. */
export interface RosterInput {
	people: readonly Person[];
	/** How things stand in Docusign. */
	index: StateIndex;
	/** The accounts that the roster speaks for: whoever is in one of them and not on the roster is not meant to be. */
	accounts: readonly Named[];
	settings: RosterSettings;
	/** Whether the plan shows who is as the roster wants them. */
	includeUnchanged?: boolean;
}

/** What the parts of a plan are made with. */
export interface Planning extends Pick<RosterInput, 'people' | 'index' | 'accounts' | 'settings'> {
	guards: GuardFacts;
	/** Whether the roster names one of these addresses in an account. */
	isOnRoster(addresses: readonly string[], accountId: string): boolean;
	/** Whether the roster names an address, in whichever account. */
	isNamed(address: string): boolean;
	/** Whether somebody is closed in an account, or gets another permission profile there. */
	steps(user: JsonObject, accountId: string): boolean;
}

/** What follows from the input for every part of the plan alike. */
export function planningOf({ people, index, accounts, settings }: RosterInput): Planning {
	const places = new Map(
		people.map((person) => [`${addressKey(person.email)} ${person.accountId}`, person]),
	);
	const named = new Set(people.map(({ email }) => addressKey(email)));
	const isNamed = (address: string) => named.has(addressKey(address));
	const entryOf = (addresses: readonly string[], accountId: string) =>
		addresses
			.map((address) => places.get(`${addressKey(address)} ${accountId}`))
			.find((person) => person !== undefined);
	const isOnRoster = (addresses: readonly string[], accountId: string) =>
		entryOf(addresses, accountId) !== undefined;
	const leaves = (user: JsonObject, accountId: string) => {
		const addresses = addressesOf(user);
		return (
			settings.notOnRoster === 'close' &&
			user.is_organization_admin !== true &&
			!isSameId(user.id, settings.ownUserId) &&
			!isOnRoster(addresses, accountId) &&
			protection(addresses, accountId, settings) === undefined
		);
	};
	/** Whether the roster gives somebody another permission profile, with which they may administer no more. */
	const moves = (user: JsonObject, accountId: string) => {
		const wanted = entryOf(addressesOf(user), accountId)?.permissionProfile;
		const membership = index.membershipIn(user, accountId);
		return (
			wanted !== undefined &&
			typeof membership !== 'string' &&
			!isSameValue('permission_profile', { ...wanted }, membership.permission_profile)
		);
	};
	const steps = (user: JsonObject, accountId: string) =>
		leaves(user, accountId) || moves(user, accountId);
	const administratorStays = administratorsStaying(index.users, steps);
	const guards = { ...settings, administratorStays };
	return { people, accounts, settings, index, guards, isOnRoster, isNamed, steps };
}

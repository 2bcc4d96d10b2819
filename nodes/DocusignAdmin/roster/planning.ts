import type { JsonObject } from '../../shared/http';
import { isSameId } from '../api/ids';
import { addressKey } from '../api/userRecord';
import { administratorsStaying, protection, type GuardFacts } from './guards';
import { addressesOf, indexState, type StateIndex } from './state';
import type { Named, Person, RosterSettings, RosterState } from './types';

/** What a plan is made of. */
export interface RosterInput {
	people: readonly Person[];
	state: RosterState;
	/** The accounts that the roster speaks for: whoever is in one of them and not on the roster is not meant to be. */
	accounts: readonly Named[];
	settings: RosterSettings;
	/** Whether the plan shows who is as the roster wants them. */
	includeUnchanged?: boolean;
}

/** What the parts of a plan are made with. */
export interface Planning extends Pick<RosterInput, 'people' | 'accounts' | 'settings'> {
	index: StateIndex;
	guards: GuardFacts;
	/** Whether the roster names one of these addresses in an account. */
	isOnRoster(addresses: readonly string[], accountId: string): boolean;
}

export function planningOf({ people, state, accounts, settings }: RosterInput): Planning {
	const index = indexState(state);
	const places = new Set(people.map(({ email, accountId }) => `${addressKey(email)} ${accountId}`));
	const isOnRoster = (addresses: readonly string[], accountId: string) =>
		addresses.some((address) => places.has(`${addressKey(address)} ${accountId}`));
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
	const administratorStays = administratorsStaying(index.users, leaves);
	const guards = { ...settings, administratorStays };
	return { people, accounts, settings, index, guards, isOnRoster };
}

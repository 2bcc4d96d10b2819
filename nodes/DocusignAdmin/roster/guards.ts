import type { JsonObject } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import { isSameId } from '../api/ids';
import { addressKey } from '../api/users/userRecord';
import { addressesOf } from './state';
import type { Action, RosterSettings } from './types';
import { CLOSED } from './view';

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The name of a domain in the spelling by which it is compared. */
export const domainKey = (domain: string): string => addressKey(domain).replace(/^@/, '');

/** Why a user may not be closed in an account; undefined where nothing protects them. */
export function protection(
	addresses: readonly string[],
	accountId: string,
	settings: RosterSettings,
): string | undefined {
	const { protectedEmails = [], protectedDomains = [], protectedAccounts = [] } = settings;
	const emails = new Set(protectedEmails.map(addressKey));
	const address = addresses.find((each) => emails.has(addressKey(each)));
	if (address !== undefined) return `the address ${address} is protected`;
	for (const domain of protectedDomains.map(domainKey)) {
		const isIn = (each: string) => each === domain || each.endsWith(`.${domain}`);
		if (addresses.some((each) => isIn(domainOf(addressKey(each))))) {
			return `the domain ${domain} is protected`;
		}
	}
	return protectedAccounts.some((id) => isSameId(id, accountId))
		? 'the account is protected'
		: undefined;
}

/** What a change is about to do to a user. */
export interface Touched {
	action: Action;
	user: JsonObject;
	accountId: string;
	/** Without one, the user is not a member there. */
	membership?: JsonObject;
	/** Whether the user's name changes, which is the same in all accounts. */
	renames?: boolean;
	/** Whether the user gets another permission profile, with which they may administer no more. */
	moves?: boolean;
}

/** What the guards know beside the user. */
export interface GuardFacts extends Pick<
	RosterSettings,
	'ownUserId' | 'claimedDomains' | 'impossible' | 'changesScimManaged'
> {
	/**
	 * Whether an administrator stays in an account without this user: `unknown` where it is not known of all
	 * members whether they are administrators. Left out where only one user is known.
	 */
	administratorStays?(accountId: string, leaving: JsonObject): boolean | 'unknown';
}

/** What stands against a change, the same for a roster and for a change of one user. */
export type Hindrance =
	| 'ownUser'
	| 'organizationAdministrator'
	| 'lastAdministrator'
	/** It is not known whether another administrator stays. */
	| 'maybeLastAdministrator'
	| 'managedByScim'
	| 'external'
	| 'unclaimedDomain';

/** What stands against a change, as a plan says it. */
export const HINDRANCES: Readonly<Record<Hindrance, string>> = {
	ownUser: "it is the credential's own user",
	organizationAdministrator:
		'an administrator of the organization cannot be closed through the API',
	lastAdministrator: 'the user is the last administrator of the account',
	maybeLastAdministrator:
		'the user administers the account, and it is not known whether another administrator stays',
	managedByScim: 'SCIM manages the user: make the change with the identity provider',
	external: 'the account is of another organization',
	unclaimedDomain:
		"the name of a user changes only where the organization has claimed the address's domain",
};

/**
 * What Docusign would refuse of a change, or another system undo; undefined where nothing is known against it.
 * What a record does not show is nothing against it: Docusign refuses the first three by itself.
 */
export function hindranceOf(
	touched: Omit<Touched, 'accountId'> & Partial<Pick<Touched, 'accountId'>>,
	facts: Omit<GuardFacts, 'impossible'>,
): Hindrance | undefined {
	const { action, user, membership, renames, moves } = touched;
	if (action === 'close') {
		if (facts.ownUserId !== undefined && isSameId(user.id, facts.ownUserId)) return 'ownUser';
		if (user.is_organization_admin === true) return 'organizationAdministrator';
	}
	if ((action === 'close' || moves) && membership?.is_admin === true) {
		const stays = facts.administratorStays?.(touched.accountId ?? '', user) ?? true;
		if (stays !== true) return stays === 'unknown' ? 'maybeLastAdministrator' : 'lastAdministrator';
	}
	const isManaged = user.is_managed_by_scim === true || membership?.is_managed_by_scim === true;
	if (isManaged && facts.changesScimManaged !== true) return 'managedByScim';
	if (membership?.is_external === true) return 'external';
	if (!renames || facts.claimedDomains === undefined) return undefined;
	const claimed = new Set(facts.claimedDomains.map(domainKey));
	const isClaimed = addressesOf(user).some((each) => claimed.has(domainOf(each)));
	return isClaimed ? undefined : 'unclaimedDomain';
}

/** Why a change is not made; undefined where nothing is known against it. */
export function guard(touched: Touched, facts: GuardFacts): string | undefined {
	const impossible = facts.impossible?.[touched.action];
	if (impossible !== undefined) return impossible;
	const hindrance = hindranceOf(touched, facts);
	if (hindrance !== undefined) return HINDRANCES[hindrance];
	return touched.accountId === '' ? 'the account is not known' : undefined;
}

/**
 * Who stays as an administrator, in a state where some users leave accounts.
 *
 * @param leaves whether a user is to be closed in an account
 */
export const administratorsStaying =
	(users: readonly JsonObject[], leaves: (user: JsonObject, accountId: string) => boolean) =>
	(accountId: string, leaving: JsonObject): boolean | 'unknown' => {
		let isUnknown = false;
		for (const user of users) {
			if (user === leaving || leaves(user, accountId)) continue;
			for (const membership of objectsIn(user.memberships)) {
				if (!isSameId(membership.account_id, accountId) || membership.status === CLOSED) continue;
				// Who has not activated yet may never do so.
				if (membership.is_admin === true && membership.status === 'active') return true;
				if (membership.is_admin === undefined) isUnknown = true;
			}
		}
		return isUnknown ? 'unknown' : false;
	};

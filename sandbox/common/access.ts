import { isGuid } from '../spec/formats';
import { invalidParameter, notFound, refuseOAuth } from '../http/answer';
import type { Call } from '../http/call';
import type { AccessToken } from '../state/oauthState';
import type { Account, Organization, User } from '../state/model';
import { invalidToken } from '../oauth/caller';

/** A refusal for lack of rights: it names neither the scope nor the role that is missing. */
export const notAuthorized = (call: Call) =>
	refuseOAuth('unauthorized', 'Not Authorized', call.backend.options.lackOfRightsStatus);

/**
 * Refuses a change to an address on a domain that the organization has not claimed as a whole, where
 * the sandbox is set to; else the rule stands on its item.
 */
export function refuseUnclaimed(call: Call, user: User, email: string | undefined): void {
	const { state, options } = call.backend;
	if (options.unclaimedDomain === 'details' || email === undefined) return;
	const changes = email.toLowerCase() !== user.email.toLowerCase();
	if (changes && !state.isClaimed(user.organizationId, email)) throw notAuthorized(call);
}

export interface Needs {
	scopes: readonly string[];
	userTokenOnly?: boolean;
}

/** Whether the token may call this operation at all. */
export function checkRights(call: Call, token: AccessToken, needs: Needs): void {
	if (needs.userTokenOnly && token.kind === 'application') {
		throw invalidToken('Authentication for System Application failed.');
	}
	if (needs.scopes.some((scope) => !token.scopes.includes(scope))) throw notAuthorized(call);
}

export function guidParam(call: Call, name: string): string {
	const value = call.params[name] ?? '';
	if (!isGuid(value)) throw invalidParameter(`The value of ${name} is not a GUID.`);
	return value.toLowerCase();
}

/** Refuses a caller that does not administer the organization, or is no app of it. */
export function checkAdministers(
	call: Call,
	token: AccessToken,
	{ id, adminIds }: Organization,
): void {
	const own =
		token.userId === undefined
			? call.backend.state.oauth.apps.get(token.integrationKey)?.organizationId === id
			: adminIds.has(token.userId);
	if (!own) throw notAuthorized(call);
}

/** The organization of the path, which the caller has to administer. */
export function organizationOf(call: Call, token: AccessToken): Organization {
	const organization = call.backend.state.organizations.get(guidParam(call, 'organizationId'));
	if (!organization) throw notFound('ORGANIZATION_NOT_FOUND', 'The organization does not exist.');
	checkAdministers(call, token, organization);
	return organization;
}

/** The account of the path, which has to belong to the organization of the path. */
export function accountOf(call: Call, organization: Organization): Account {
	const account = call.backend.state.accounts.get(guidParam(call, 'accountId'));
	if (account?.organizationId !== organization.id) {
		throw notFound('ACCOUNT_NOT_FOUND', 'The account is not part of the organization.');
	}
	return account;
}

/** The user of the path, who has to belong to the organization of the path. */
export function userOf(call: Call, organization: Organization): User {
	const user = call.backend.state.users.get(guidParam(call, 'userId'));
	if (user?.organizationId !== organization.id) {
		throw notFound('USER_NOT_FOUND', 'The user is not part of the organization.');
	}
	return user;
}

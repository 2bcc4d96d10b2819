import type { Contract, Facts, OperationId } from '../api/contract';
import { ORGANIZATIONS } from '../api/accounts';
import { scopesOf } from '../api/contract/types';
import { scopesInUse, type CredentialFacts } from '../api/credential';
import type { AdminClient } from '../api/client';
import { isWithoutToken } from '../api/errors/catalogue';
import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject } from '../../shared/http';
import { recordsIn } from '../../shared/json';
import { identityOf, type Identity } from './identity';
import { idOf, readsOf } from './reads';
import { tryRead, type TriedRead } from './tryRead';

/** What was found out about the connection; the rows are made of it. */
export interface Findings extends CredentialFacts {
	contract: Contract;
	/** When the latest answer came, in epoch ms: what was asked behind it may have taken minutes to fail. */
	now: number;
	tokenEndsAt?: number;
	issuerUrl: string;
	/** Who a user's token speaks for. */
	identity: Identity;
	/** The organizations that the user administers; undefined where the list could not be read. */
	organizations?: JsonObject[];
	/** The organization that the other requests were about. */
	organizationId?: string;
	/** By organization id, where they could be read. */
	accounts: Map<string, JsonObject[]>;
	accountId?: string;
	/** The requests that were made. */
	tried: Map<OperationId, TriedRead>;
}

/** Those of some scopes that are not in the token, as far as that is known. */
export function lackedScopes(credential: CredentialFacts, needed: readonly string[]): string[] {
	const known = scopesInUse(credential);
	return known ? needed.filter((scope) => !known.includes(scope)) : [];
}

type Tried = Pick<Findings, 'tried'>;

/** What went wrong among the requests that were made. */
export const failuresIn = ({ tried }: Tried): Error[] =>
	[...tried.values()].flatMap((each) => ('failure' in each ? [each.failure] : []));

/** The failure that means there is no token at all; undefined while there may be one. */
export const signInFailure = (found: Tried): Error | undefined =>
	failuresIn(found).find((each) => !(each instanceof ApiFailure) || isWithoutToken(each));

/** Records of a request that was made and answered. */
export function recordsOf({ tried }: Tried, api: OperationId): JsonObject[] | undefined {
	const read = tried.get(api);
	return read && 'records' in read ? read.records : undefined;
}

/** Asks one harmless thing after the other, whatever became of the one before. */
export async function probeAll(
	client: AdminClient,
	wanted: { organizationId?: string; accountId?: string },
): Promise<Findings> {
	const { contract, credential, issuer } = client;
	const tried = new Map<OperationId, TriedRead>();
	const refused = new Map<string, TriedRead>();
	let now = Date.now();

	/**
	 * Only what can be granted is asked for, and nothing twice that was refused: each refusal may cost
	 * a new token.
	 */
	const ask = async (api: OperationId, request: ApiRequest, facts: Facts) => {
		const row = contract.rows[api];
		const pointless =
			row.lacks !== undefined ||
			(row.userTokenOnly && credential.isApplication) ||
			lackedScopes(credential, scopesOf(row, facts)).length > 0 ||
			signInFailure({ tried }) !== undefined;
		if (pointless) return undefined;
		const spoken = JSON.stringify(client.speak(api, request, facts));
		const read = refused.get(spoken) ?? (await tryRead(client, api, request, facts));
		tried.set(api, read);
		if ('failure' in read) refused.set(spoken, read);
		else now = Date.now();
		return recordsOf({ tried }, api);
	};

	const organizations = await ask('getOrganizations', ORGANIZATIONS, { organizationId: '' });
	const identity =
		credential.isApplication || signInFailure({ tried }) ? {} : await identityOf(issuer);
	const organizationId =
		wanted.organizationId ?? idOf(organizations?.[0]) ?? identity.organizationIds?.[0];
	const accounts = new Map<string, JsonObject[]>();
	for (const organization of organizations ?? [{ id: organizationId }]) {
		const id = idOf(organization);
		if (id === undefined) continue;
		const inside = recordsIn(organization.accounts);
		// The published API has them inside the list of organizations, which was read for them as well.
		const listing = tried.get('getOrganizations');
		if (inside && listing) tried.set('getAccounts', listing);
		const listed = inside ?? (await ask('getAccounts', ORGANIZATIONS, { organizationId: id }));
		if (listed) accounts.set(id, listed);
	}
	const accountId =
		wanted.accountId ?? idOf(accounts.get(organizationId ?? '')?.[0]) ?? identity.accountIds?.[0];
	if (organizationId !== undefined) {
		const place = { organizationId, accountId, identity };
		const { users } = readsOf(place);
		const listed = await ask(users.api, users.request, users.facts);
		const { others } = readsOf(place, listed);
		for (const { api, request, facts } of others) await ask(api, request, facts);
	}
	return {
		...credential,
		contract,
		now,
		tokenEndsAt: issuer.tokenEndsAt(),
		issuerUrl: issuer.baseUrl,
		identity,
		organizations,
		organizationId,
		accounts,
		accountId,
		tried,
	};
}

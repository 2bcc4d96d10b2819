import type { Contract, Facts, OperationId } from '../../api/contract';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { ApiRequest, JsonObject } from '../../../shared/http';
import { scopesOf } from '../../api/contract/scopes';
import { probe, type Probed } from './probe';
import type { CredentialFacts } from '../../api/credential';
import type { AdminClient } from '../../api/client';
import { domainList, groupList, ORGANIZATIONS, permissionList, userList } from './requests';
import { identityOf, type Identity } from './identity';

/** What a walk through the connection found out; the rows are made of it. */
export interface Survey extends CredentialFacts {
	contract: Contract;
	/** Epoch ms. */
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
	probes: Map<OperationId, Probed>;
}

/** Those of some scopes that are not in the token: what was granted counts, where that is known. */
export const lackedScopes = (
	{ granted, scopes }: CredentialFacts,
	needed: readonly string[],
): string[] => needed.filter((scope) => !(granted?.() ?? scopes).includes(scope));

const NO_TOKEN = new Set(['DOCUSIGN_RECONNECT_REQUIRED', 'DOCUSIGN_RENEWAL_FAILED']);

/** The failure that means there is no token at all; undefined while there may be one. */
export function signInFailure({ probes }: Pick<Survey, 'probes'>): Error | undefined {
	const failures = [...probes.values()].flatMap((each) =>
		'failure' in each ? [each.failure] : [],
	);
	return failures.find((each) => !(each instanceof ApiFailure) || NO_TOKEN.has(each.code));
}

/** Records of a request that was made and answered. */
export function recordsOf(
	{ probes }: Pick<Survey, 'probes'>,
	operation: OperationId,
): JsonObject[] | undefined {
	const probed = probes.get(operation);
	return probed && 'records' in probed ? probed.records : undefined;
}

/** Asks one harmless thing after the other, whatever became of the one before. */
export async function takeSurvey(
	session: AdminClient,
	wanted: { organizationId?: string; accountId?: string },
): Promise<Survey> {
	const { contract, credential, issuer } = session;
	const probes = new Map<OperationId, Probed>();

	const refused = new Map<string, Probed>();

	/**
	 * Only what can be granted is asked for, and nothing twice that was refused: each refusal may cost
	 * a new token.
	 */
	const ask = async (operation: OperationId, request: ApiRequest, facts: Facts) => {
		const row = contract.rows[operation];
		const pointless =
			row.lacks !== undefined ||
			(row.userTokenOnly && credential.isApplication) ||
			lackedScopes(credential, scopesOf(row, facts)).length > 0 ||
			signInFailure({ probes }) !== undefined;
		if (pointless) return undefined;
		const spoken = JSON.stringify(session.speak(operation, request, facts));
		const probed = refused.get(spoken) ?? (await probe(session, operation, request, facts));
		probes.set(operation, probed);
		if ('records' in probed) return probed.records;
		refused.set(spoken, probed);
		return undefined;
	};

	const organizations = await ask('getOrganizations', ORGANIZATIONS, { organizationId: '' });
	const identity =
		credential.isApplication || signInFailure({ probes }) ? {} : await identityOf(issuer);
	const organizationId =
		wanted.organizationId ?? idOf(organizations?.[0]) ?? identity.organizationIds?.[0];
	const accounts = new Map<string, JsonObject[]>();
	for (const organization of organizations ?? [{ id: organizationId }]) {
		const id = idOf(organization);
		if (id === undefined) continue;
		// The published API has them inside the list of organizations.
		const listed = Array.isArray(organization.accounts)
			? (organization.accounts as JsonObject[])
			: await ask('getAccounts', ORGANIZATIONS, { organizationId: id });
		if (listed) accounts.set(id, listed);
	}
	const accountId =
		wanted.accountId ?? idOf(accounts.get(organizationId ?? '')?.[0]) ?? identity.accountIds?.[0];
	if (organizationId !== undefined) {
		const facts = { organizationId, accountId };
		await ask('getUsers', userList(organizationId, accountId), facts);
		if (accountId !== undefined) {
			await ask('getPermissions', permissionList(organizationId, accountId), facts);
			await ask('getGroups', groupList(organizationId, accountId), facts);
		}
		await ask('getReservedDomains', domainList(organizationId), { organizationId });
	}
	const tokenEndsAt = await issuer.tokenEndsAt();
	return {
		...credential,
		contract,
		now: Date.now(),
		tokenEndsAt,
		issuerUrl: issuer.baseUrl,
		identity,
		organizations,
		organizationId,
		accounts,
		accountId,
		probes,
	};
}

const idOf = (record: JsonObject | undefined): string | undefined =>
	record?.id === undefined || record.id === null ? undefined : String(record.id);

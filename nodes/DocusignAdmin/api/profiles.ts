import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { accountIdsOf } from './accounts';
import type { AdminClient } from './client';
import { directoryOf, type Directory } from './directory';
import { createFailure, isFailure, isLimit } from './errors/catalogue';
import { isSameId } from './ids';
import { profileAccess } from './profileAccess';
import { profileById } from './profileById';
import { usersPath } from './userRecord';

/** What is known of a user whose profile is wanted, for where Docusign does not give it by ID. */
export interface KnownOfUser {
	/** The address that a list has just shown. */
	email?: string;
	/** An account that the user may be a member of. */
	accountId?: string;
	/** A list has just shown the user: no other is read to find the address. */
	isListed?: boolean;
}

/** All profiles with an address; several users may share one. */
export async function profilesWithAddress(
	client: AdminClient,
	organizationId: string,
	email: string,
): Promise<JsonObject[]> {
	const address = { email: email.trim() };
	const path = `/v2${usersPath(organizationId)}/profile`;
	const facts = { organizationId, user: address };
	return await client.read('getUserProfiles', { method: 'GET', path, query: address }, facts);
}

/**
 * The profile of one user, asked for anew: by ID, or by address where the organization is not given
 * profiles by ID.
 *
 * @throws ApiFailure `DOCUSIGN_USER_NOT_FOUND`; `DOCUSIGN_PROFILE_NOT_GIVEN` where it takes the address
 * and nothing shows it
 */
export async function readProfile(
	client: AdminClient,
	organizationId: string,
	id: string,
	known: KnownOfUser = {},
): Promise<JsonObject> {
	const byId = async () => await profileById(client, organizationId, id);
	if (client.contract.rows.getUserProfiles.lacks !== undefined) return await byId();
	const access = profileAccess(client.identity, organizationId);
	const byAddress = async () => await otherWay(client, organizationId, id, known);

	if (access.works) {
		try {
			return await byId();
		} catch (error) {
			// Whether there is such a user, it does know.
			if (!isDenied(error)) throw error;
			access.works = false;
		}
	}
	while (access.asking) await access.asking;
	if (access.works) return await byId();
	const refusal = access.refusal ?? deniedRun.get(client.cache);
	if (refusal) return demand(await byAddress(), id, refusal);
	return await access.alone(async () => {
		try {
			const record = await byId();
			access.given();
			return record;
		} catch (error) {
			if (!isRefusal(error)) throw error;
			const other = await byAddress();
			// A denial where the rest is given is about this way; "there is none" only where there is one.
			const isSure = other.isThere || (isDenied(error) && !other.failure);
			if (isSure) access.refused(error);
			else if (!isDenied(error)) throw error;
			else if (error.status === 401) deniedRun.set(client.cache, error);
			return demand(other, id, error);
		}
	});
}

/** Runs that were told nothing else either: what the token may not do costs a new token once only. */
const deniedRun = new WeakMap<object, ApiFailure>();

/** Answers that may mean that the organization has no plan for what was asked. */
const isRefusal = (error: unknown): error is ApiFailure =>
	error instanceof ApiFailure &&
	[400, 401, 403, 404].includes(error.status ?? 0) &&
	!isLimit(error);

const isDenied = (error: unknown): error is ApiFailure =>
	isRefusal(error) && (error.status === 401 || error.status === 403);

/** The profile as found by address. */
interface Other {
	/** Left out where nothing shows the user's address, or where it is not that any more. */
	record?: JsonObject;
	/** Whether the user is there all the same. */
	isThere?: boolean;
	/** What kept it from being found out. */
	failure?: ApiFailure;
}

/** @param refusal of the profile by ID */
function demand({ record, failure }: Other, id: string, refusal: ApiFailure): JsonObject {
	if (record) return record;
	const isAside = !failure || isFailure(failure, 'DOCUSIGN_USER_TOKEN_REQUIRED');
	if (!isAside) throw isDenied(failure) ? refusal : failure;
	const { docusign, status, traceToken } = refusal;
	const facts = { operation: 'get the user', user: id };
	throw createFailure('DOCUSIGN_PROFILE_NOT_GIVEN', facts, { docusign, status, traceToken });
}

/** Finds the profile by way of the address that lists show. */
async function otherWay(
	client: AdminClient,
	organizationId: string,
	id: string,
	{ email, accountId, isListed }: KnownOfUser,
): Promise<Other> {
	const withAddress = async (address: string) => {
		const found = await profilesWithAddress(client, organizationId, address);
		const record = found.find((each) => isSameId(each.id, id));
		return { record, isThere: record !== undefined };
	};
	try {
		const listed = email === undefined ? { isThere: isListed } : await withAddress(email);
		if (listed.isThere || isListed) return listed;
		const directory = await directoryWith(client, organizationId, id, accountId);
		const address = directory?.addressOf(id);
		return address === undefined
			? { isThere: directory !== undefined }
			: await withAddress(address);
	} catch (failure) {
		// A cancelled run and a fault of ours are no answer.
		if (failure instanceof ApiFailure) return { failure };
		throw failure;
	}
}

/** The account list that shows a user: that of the likeliest account first. */
async function directoryWith(
	client: AdminClient,
	organizationId: string,
	id: string,
	accountId: string | undefined,
): Promise<Directory | undefined> {
	const inAccount = async (account: string) => {
		const { value } = await directoryOf(client, organizationId, account);
		return value.has(id) ? value : undefined;
	};
	const near = accountId === undefined ? undefined : await inAccount(accountId);
	if (near) return near;
	const accounts = await accountIdsOf(client, organizationId, 'Give the user by e-mail address');
	for (const account of accounts) {
		const found = account === accountId ? undefined : await inAccount(account);
		if (found) return found;
	}
	return undefined;
}

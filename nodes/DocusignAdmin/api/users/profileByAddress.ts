import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import { accountIdsOf } from '../accounts';
import type { AdminClient } from '../client';
import { directoryOf, type Directory } from './directory';
import { isSameId } from '../ids';
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

/** The profile as found by address. */
export interface ByAddress {
	/** Left out where nothing shows the user's address, or where it is not that any more. */
	record?: JsonObject;
	/** Whether the user is there all the same. */
	isThere?: boolean;
	/** What kept it from being found out. */
	failure?: ApiFailure;
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

/** Finds a profile by way of the address that lists show. A cancelled run and a fault of ours are no answer. */
export const profileByAddress = async (
	...of: [client: AdminClient, organizationId: string, id: string, known: KnownOfUser]
): Promise<ByAddress> =>
	await found(...of).catch(async (failure: unknown) =>
		failure instanceof ApiFailure ? { failure } : await Promise.reject(failure),
	);

async function found(
	client: AdminClient,
	organizationId: string,
	id: string,
	{ email, accountId, isListed }: KnownOfUser,
): Promise<ByAddress> {
	const withAddress = async (address: string) => {
		const profiles = await profilesWithAddress(client, organizationId, address);
		const record = profiles.find((each) => isSameId(each.id, id));
		return { record, isThere: record !== undefined || isListed };
	};
	if (email !== undefined) {
		const listed = await withAddress(email);
		if (listed.isThere) return listed;
	} else if (isListed) return { isThere: true };
	const directory = await directoryWith(client, organizationId, id, accountId);
	const address = directory?.addressOf(id);
	return address === undefined ? { isThere: directory !== undefined } : await withAddress(address);
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
		const there = account === accountId ? undefined : await inAccount(account);
		if (there) return there;
	}
	return undefined;
}

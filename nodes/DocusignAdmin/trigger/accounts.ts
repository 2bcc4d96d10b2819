import { accountIdsOf } from '../api/accounts';
import { ApiFailure } from '../../shared/errors/apiFailure';
import { createFailure, isLimit } from '../api/errors/catalogue';
import type { AdminClient } from '../api/client';
import { ORGANIZATION_STREAM, type StreamId } from './detection';

/**
 * Accounts come and go rarely, and asking each time would double what a quiet poll costs. With the
 * quarter of an hour between two polls, a new account is met within an hour.
 */
export const KNOWN_FOR_MS = 45 * 60_000;

/** What is kept between polls of the organization's accounts. */
export interface KnownAccounts {
	organizationId: string;
	ids: string[];
	/** Epoch milliseconds. */
	readAt: number;
}

/** Where to look for users. */
export interface Place {
	organizationId: string;
	/** The accounts to watch; empty for all. */
	chosen: string[];
	/** Says in n8n's log what is not as it should be. */
	warn?: (message: string) => void;
}

const NAME_THEM =
	"Give the IDs of those to watch in 'Account Names or IDs' as an expression, such as {{ ['7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11'] }}";

/**
 * The accounts in scope: those chosen, else all of the organization, as known from earlier polls or
 * asked for anew; `known` is to be kept.
 *
 * @throws ApiFailure also when there is none: an organization that the credential may not see comes
 * without accounts, and watching nothing would look like quiet times
 */
export async function accountsInScope(
	client: AdminClient,
	{ organizationId, chosen, warn }: Place,
	known: KnownAccounts | undefined,
	now: number,
): Promise<{ ids: string[]; known?: KnownAccounts }> {
	if (chosen.length > 0) return { ids: chosen };
	const ours = known?.organizationId === organizationId ? known : undefined;
	if (ours && Math.abs(now - ours.readAt) < KNOWN_FOR_MS) return { ids: ours.ids, known: ours };
	return await accountIdsOf(client, organizationId, NAME_THEM).then(
		(ids) => {
			if (ids.length > 0) return { ids, known: { organizationId, ids, readAt: now } };
			throw createFailure('DOCUSIGN_ORGANIZATION_NOT_FOUND', {
				operation: 'watch its users',
				organization: organizationId,
			});
		},
		async (error: unknown) => {
			// Those known from earlier polls are better than none, as long as the list cannot be had.
			if (!ours || !(error instanceof ApiFailure)) return await Promise.reject(error);
			warn?.(`The list of accounts could not be read and is tried again: ${error.message}`);
			return { ids: ours.ids, known: ours };
		},
	);
}

/** Docusign says as little as that where an account is not the organization's any more. */
const mayBeGone = (error: unknown): boolean =>
	error instanceof ApiFailure && !isLimit(error) && [400, 403, 404].includes(error.status ?? 0);

/**
 * Reads the accounts in scope. Where nothing can be read and an account that was known from earlier
 * polls is not in the organization any more, those that are there by now are read: one that has left
 * must not silence the trigger until the list of accounts is due.
 */
export async function inAccounts<T>(
	client: AdminClient,
	place: Place,
	known: KnownAccounts | undefined,
	now: number,
	read: (ids: string[]) => Promise<T>,
): Promise<{ accounts?: KnownAccounts; result: T }> {
	const before = await accountsInScope(client, place, known, now);
	const isOld = before.known !== undefined && before.known === known;
	const withoutThoseGone = async (error: unknown) => {
		const after =
			isOld && mayBeGone(error)
				? await accountsInScope(client, place, undefined, now).catch(() => before)
				: before;
		if (before.ids.every((id) => after.ids.includes(id))) return await Promise.reject(error);
		return { accounts: after.known, result: await read(after.ids) };
	};
	return await read(before.ids).then(
		(result) => ({ accounts: before.known, result }),
		withoutThoseGone,
	);
}

/** The lists to read. Where account lists show memberships only, names and status come from another. */
export const streamsOf = ({ contract }: AdminClient, accountIds: readonly string[]): StreamId[] =>
	contract.usersNeedScope ? [...accountIds] : [...accountIds, ORGANIZATION_STREAM];

import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { ApiRequest, BodyReader, JsonObject } from '../../../shared/http';
import { isObject, objectIn, objectsIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import type { Facts, OperationId } from '../../api/contract';
import { scopesOf } from '../../api/contract/types';
import { contextOf } from '../../api/errors/failures';
import { scopesInUse } from '../../api/credential';
import { isSameId } from '../../api/ids';
import { addressOf } from '../../api/users/userRecord';
import { EXPORT_TYPES } from '../../userExport/runExport';
import { identityOf } from '../identity';
import { lackedScopes } from '../probeAll';
import { idOf } from '../reads';

/** Answers that are compared: what was asked, and the whole body and headers; or why there is none. */
export interface Sample {
	/** The read's own name, such as `getUsers.byEmail`. */
	name: string;
	api: OperationId;
	answer?: { body: JsonObject; headers: Record<string, string> };
	/** Why there is no answer, without anybody's data: no message of Docusign's is passed on. */
	reason?: string;
}

/** What was read, by the names of the reads; each read is there. */
export interface Samples {
	reads: Sample[];
	/** The first line of an export file that was there; or why there is none. */
	exportHeader: { line?: string; reason?: string };
	baseUrl: string;
}

/** A page as large as Docusign is taken to give. */
export const LARGEST_PAGE = 250;
/** A file larger than this is not fetched for its first line. */
const MOST_BYTES = 10_000_000;
const N8N_ERRORS = new Set(['NodeApiError', 'NodeOperationError']);

class Reader {
	readonly samples: Sample[] = [];
	private isSignedIn = true;

	constructor(private readonly client: AdminClient) {}

	/** Reads once; what keeps it from answering is told, and the others go on. */
	async read(
		name: string,
		api: OperationId,
		request: Omit<ApiRequest, 'method'>,
		facts: Facts,
	): Promise<JsonObject> {
		const reason = this.pointless(api, facts);
		const sample: Sample = { name, api, reason };
		this.samples.push(sample);
		if (reason === undefined) {
			await this.outcome(async () => {
				const { client } = this;
				const scopes = () => scopesInUse(client.credential);
				const context = contextOf(api, facts, client.contract, scopes);
				const whole = { ...request, method: 'GET' } as const;
				sample.answer = await client.call(
					whole,
					{ repeat: 'safe', context },
					({ body, headers }) => ({ body: body as JsonObject, headers }),
				);
			}).then((failed) => (sample.reason = failed));
		}
		return objectIn(sample.answer?.body);
	}

	skip(name: string, api: OperationId, reason: string): void {
		this.samples.push({ name, api, reason });
	}

	/** @returns what kept something from being done: a code and a status, no text and nobody's id */
	async outcome(work: () => Promise<void>): Promise<string | undefined> {
		try {
			await work();
			return undefined;
		} catch (error) {
			const isAnswer = error instanceof ApiFailure || N8N_ERRORS.has((error as Error).name);
			if (!isAnswer || this.client.isCancelled) return await Promise.reject(error as Error);
			if (!(error instanceof ApiFailure)) {
				this.isSignedIn = false;
				return 'there is no token';
			}
			return [error.code, error.status && `status ${error.status}`].filter(Boolean).join(', ');
		}
	}

	private pointless(api: OperationId, facts: Facts): string | undefined {
		const { contract, credential } = this.client;
		const row = contract.rows[api];
		if (!this.isSignedIn) return 'there is no token';
		if (row.userTokenOnly && credential.isApplication) return 'not for application tokens';
		const lacked = lackedScopes(credential, scopesOf(row, facts));
		return lacked.length > 0 ? `the token lacks the scope ${lacked.join(' ')}` : undefined;
	}
}

/** Makes all reads, each once. None changes or creates anything. */
export async function samplesOf(
	client: AdminClient,
	wanted: { organizationId?: string; accountId?: string },
): Promise<Samples> {
	const reader = new Reader(client);
	const none = { organizationId: '' };
	const { organizations } = await reader.read(
		'getOrganizations',
		'getOrganizations',
		{ path: '/v2/organizations' },
		none,
	);
	const all = objectsIn(organizations);
	const identity = client.credential.isApplication ? {} : await identityOf(client.issuer);
	const organizationId = wanted.organizationId ?? idOf(all[0]) ?? identity.organizationIds?.[0];
	const organization = all.find(({ id }) => isSameId(id, organizationId));
	const accountId =
		wanted.accountId ?? idOf(objectsIn(organization?.accounts)[0]) ?? identity.accountIds?.[0];
	await inOrganization(reader, { organizationId, accountId });
	const exports = reader.samples.find(({ api }) => api === 'getUserListExports');
	return {
		reads: reader.samples,
		exportHeader: await exportHeaderOf(client, reader, exports, organizationId ?? ''),
		baseUrl: client.baseUrl,
	};
}

async function inOrganization(
	reader: Reader,
	place: { organizationId?: string; accountId?: string },
): Promise<void> {
	const { organizationId = '', accountId = '' } = place;
	const facts = { organizationId, accountId: place.accountId };
	const organization = `organizations/${encodeURIComponent(organizationId)}`;
	const account = `accounts/${encodeURIComponent(accountId)}`;
	const get = async (
		name: string,
		api: OperationId,
		path: string,
		{ query, version = 'v2' }: { query?: ApiRequest['query']; version?: string } = {},
	) => {
		const isAccountMissing = path.includes('accounts/') || query?.account_id !== undefined;
		if (place.organizationId === undefined || (isAccountMissing && accountId === '')) {
			reader.skip(name, api, 'no organization or account is known to ask about');
			return {};
		}
		const request = { path: `/${version}/${organization}/${path}`, query };
		return await reader.read(name, api, request, facts);
	};
	const inAccount = { account_id: accountId };
	const few = { ...inAccount, start: 0, take: 10 };
	const page = await get('getUsers', 'getUsers', 'users', {
		query: { ...inAccount, start: 0, take: LARGEST_PAGE },
	});
	const users = objectsIn(page.users);
	const { id, email } = {
		id: idOf(users[0]),
		email: users.map(addressOf).find((each) => each !== undefined),
	};
	await get('getUsers.license', 'getUsers', 'users', { query: { ...few, include_license: true } });
	await get('getUsers.dsGroups', 'getUsers', 'users', {
		query: { ...few, include_ds_groups: true },
	});
	const unknown = 'no user is known to ask about';
	if (email === undefined) {
		reader.skip('getUsers.byEmail', 'getUsers', unknown);
		reader.skip('getUserProfiles', 'getUserProfiles', unknown);
	} else {
		await get('getUsers.byEmail', 'getUsers', 'users', { query: { email } });
		await get('getUserProfiles', 'getUserProfiles', 'users/profile', { query: { email } });
	}
	const profile = `users/${encodeURIComponent(id ?? '')}/dsprofile`;
	if (id === undefined) reader.skip('getUserDSProfile', 'getUserDSProfile', unknown);
	else await get('getUserDSProfile', 'getUserDSProfile', profile, { version: 'v2.1' });
	const v21 = { version: 'v2.1' };
	await get('getPermissions', 'getPermissions', `${account}/permissions`);
	await get('getGroups', 'getGroups', `${account}/groups`);
	await get('getDSGroups', 'getDSGroups', `${account}/dsgroups`, v21);
	await get(
		'getProductPermissionProfiles',
		'getProductPermissionProfiles',
		`${account}/products/permission_profiles`,
		v21,
	);
	await get('getReservedDomains', 'getReservedDomains', 'reserved_domains');
	await get('getIdentityProviders', 'getIdentityProviders', 'identity_providers');
	await get('getBulkUserImportRequests', 'getBulkUserImportRequests', 'imports/bulk_users');
	await get('getUserListExports', 'getUserListExports', 'exports/user_list');
}

/** So long the first line of a file is at most, in bytes. */
const LONGEST_LINE = 16 * 1024;

function firstLine(): BodyReader<string> {
	let head = Buffer.alloc(0);
	return {
		take(bytes) {
			const room = LONGEST_LINE - head.length;
			if (room > 0) head = Buffer.concat([head, bytes.subarray(0, room)]);
		},
		end: () =>
			head
				.toString('utf8')
				.replace(/^\uFEFF/, '')
				.split(/\r?\n/, 1)[0],
	};
}

/** The first line of a finished export that is there already: none is made for this. */
async function exportHeaderOf(
	client: AdminClient,
	reader: Reader,
	listed: Sample | undefined,
	organizationId: string,
): Promise<Samples['exportHeader']> {
	const body = listed?.answer?.body;
	if (!isObject(body)) return { reason: listed?.reason ?? 'the exports could not be listed' };
	const types: readonly string[] = Object.values(EXPORT_TYPES);
	const results = objectsIn(body.exports)
		.filter(({ type, status }) => types.includes(String(type)) && status === 'completed')
		.flatMap((job) => objectsIn(job.results))
		.filter(({ size_bytes: size }) => typeof size !== 'number' || size <= MOST_BYTES);
	if (results.length === 0) return { reason: 'there is no finished export of users' };
	let line: string | undefined;
	const reason = await reader.outcome(async () => {
		line = await client.download(results[0].url, { organizationId }, firstLine);
	});
	return { line, reason };
}

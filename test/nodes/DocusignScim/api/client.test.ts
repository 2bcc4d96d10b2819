import type { ApiNoAnswer, ApiRequest, ApiResponse } from '../../../../nodes/shared/http';
import { RunCache } from '../../../../nodes/shared/runCache';
import { supportsVersions } from '../../../../nodes/DocusignScim/api/capabilities';
import { ScimClient } from '../../../../nodes/DocusignScim/api/client';
import { locateUser, usersByName } from '../../../../nodes/DocusignScim/api/find';
import {
	failureFromOutcome,
	FINAL_STATUSES,
} from '../../../../nodes/DocusignScim/api/errors/refusals';
import { scimSend } from '../../../../nodes/DocusignScim/api/send';
import { createCaller } from '../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../nodes/shared/transport/limits/throttle';

type Answer = ApiResponse | ApiNoAnswer;

const clock = { ticks: () => 0, now: () => 0, sleep: async () => undefined };
const ok = (body: unknown, status = 200): Answer => ({ status, headers: {}, body });
const lost: Answer = { reason: 'ECONNRESET' };

/** A client that gets the given answers, one after the other, and the requests that it sent. */
function scripted(...answers: Answer[]) {
	const sent: ApiRequest[] = [];
	const call = createCaller({
		send: scimSend(async (request) => {
			sent.push(request);
			const answer = answers.shift();
			if (!answer) throw new Error(`No answer is left for ${request.method} ${request.path}`);
			return answer;
		}),
		fail: failureFromOutcome,
		final: FINAL_STATUSES,
		throttle: createThrottle({ clock }),
		clock,
		random: () => 0,
		maxWaitMs: 60_000,
		concurrency: 1,
		lane: {},
	});
	const pauses: string[] = [];
	/** After how many sends, and how many answers were given by then. */
	const pause = async (sends: number) => {
		pauses.push(`${sends} of ${sent.length}`);
		await Promise.resolve();
	};
	const client = new ScimClient({
		call,
		pause,
		cache: new RunCache(),
		pageSize: 100,
		concurrency: 1,
	});
	return { client, sent, pauses };
}

const context = { operation: 'create the user' };
const post = { method: 'POST' as const, path: '/Users', body: { userName: 'jane' } };

describe('on the wire', () => {
	it('sends SCIM, and takes both SCIM and JSON', async () => {
		const { client, sent } = scripted(ok({ id: 'u-1' }, 201));
		await client.write(post, { context, repeat: 'unsafe' });
		expect(sent[0].headers).toEqual({
			accept: 'application/scim+json, application/json;q=0.9',
			'content-type': 'application/scim+json',
		});
	});

	it('names no type where there is no body, and keeps a demanded version', async () => {
		const { client, sent } = scripted(ok({ id: 'u-1' }), ok({ id: 'u-1' }));
		await client.read('/Users/u-1', context);
		expect(sent[0].headers).not.toHaveProperty('content-type');
		const put = { ...post, method: 'PUT' as const, headers: { 'if-match': 'W/"1"' } };
		await client.write(put, { context, repeat: 'safe' });
		expect(sent[1].headers).toMatchObject({ 'if-match': 'W/"1"' });
	});

	it('writes queries so that every server reads them alike', async () => {
		const { client, sent } = scripted(ok({ totalResults: 0 }));
		await usersByName(client, 'a+b & "c"@example.com');
		expect(sent[0].path).toBe(
			'/Users?filter=userName%20eq%20%22a%2Bb%20%26%20%5C%22c%5C%22%40example.com%22',
		);
		expect(sent[0].query).toBeUndefined();
	});

	it('reads JSON that the HTTP client left as text', async () => {
		const headers = { 'content-type': 'application/scim+json' };
		const { client } = scripted({ status: 200, headers, body: '{"id":"u-1"}' });
		expect(await client.read('/Users/u-1', context)).toMatchObject({ resource: { id: 'u-1' } });
	});

	it('refuses an answer that holds no resource', async () => {
		const { client } = scripted(ok({}));
		await expect(client.read('/Users/u-1', context)).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_UNREADABLE_ANSWER',
		});
	});
});

describe('a write whose answer is lost', () => {
	const options = { context, repeat: 'unsafe' } as const;

	it('is looked up after a pause, since a server may show late what it did', async () => {
		const { client, sent, pauses } = scripted(lost, lost, ok({ id: 'u-1' }, 201));
		const looks: unknown[] = [];
		const recover = async () => {
			looks.push([...pauses], sent.length);
			return await Promise.resolve(undefined);
		};
		await client.write(post, { ...options, recover });
		expect(looks).toEqual([['1 of 1'], 1, ['1 of 1', '2 of 2'], 2]);
	});

	it('is looked up once more when its repeat is refused, without a pause', async () => {
		const taken = { scimType: 'uniqueness', status: '409' };
		const { client, sent, pauses } = scripted(lost, ok(taken, 409));
		const late = async () => (sent.length > 1 ? { id: 'u-1' } : undefined);
		expect(await client.write(post, { ...options, recover: late })).toEqual({ id: 'u-1' });
		expect(pauses).toEqual(['1 of 1']);
		const another = scripted(lost, ok(taken, 409));
		const nobody = async () => undefined;
		await expect(another.client.write(post, { ...options, recover: nobody })).rejects.toMatchObject(
			{ code: 'DOCUSIGN_SCIM_UNIQUENESS' },
		);
	});

	it('is not sent again when it was carried out', async () => {
		const { client, sent } = scripted(lost);
		const recover = async () => ({ id: 'u-1' });
		expect(await client.write(post, { ...options, recover })).toEqual({ id: 'u-1' });
		expect(sent).toHaveLength(1);
	});

	it('is sent again when it was not, but not for ever', async () => {
		const { client, sent } = scripted(lost, ok({ id: 'u-1' }, 201));
		const recover = async () => undefined;
		expect(await client.write(post, { ...options, recover })).toEqual({ id: 'u-1' });
		expect(sent).toHaveLength(2);
		const broken = scripted(lost, lost, lost);
		await expect(broken.client.write(post, { ...options, recover })).rejects.toMatchObject({
			code: 'DOCUSIGN_UNKNOWN_OUTCOME',
		});
		expect(broken.sent).toHaveLength(3);
	});

	it('stays unknown where nobody can tell', async () => {
		const { client, sent } = scripted(lost);
		const recover = async () => await Promise.reject(new Error('No idea'));
		await expect(client.write(post, { ...options, recover })).rejects.toMatchObject({
			code: 'DOCUSIGN_UNKNOWN_OUTCOME',
		});
		expect(sent).toHaveLength(1);
	});

	it('is simply sent again where that does no harm', async () => {
		const { client, sent } = scripted(lost, ok('', 204));
		expect(await client.write(post, { context, repeat: 'safe' })).toBeUndefined();
		expect(sent).toHaveLength(2);
	});
});

describe('a user name', () => {
	const find = async (...users: object[]) => {
		const { client } = scripted(ok({ totalResults: users.length, Resources: users }));
		return (await locateUser(client, { by: 'userName', value: 'Jane' }, 'get the user')).id;
	};

	it('leads to the one user who has it, in whatever case', async () => {
		expect(await find({ id: 'u-1', userName: 'jane' })).toBe('u-1');
	});

	it('never leads to somebody else, though the server may not filter', async () => {
		const joan = { id: 'u-1', userName: 'joan' };
		const jane = { id: 'u-2', userName: 'jane' };
		const names = async (filtered: object[], whole: object[]) => {
			const list = (Resources: object[]) => ok({ totalResults: whole.length, Resources });
			const { client, sent } = scripted(list(filtered), list(whole), list([]));
			const name = { by: 'userName', value: 'Jane' } as const;
			const { id } = await locateUser(client, name, 'get the user');
			expect(sent[1].path).toBe('/Users?startIndex=1&count=100');
			return id;
		};
		expect(await names([joan], [joan, jane])).toBe('u-2');
		await expect(names([joan], [joan])).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_USER_NOT_FOUND',
		});
		const twin = { ...jane, id: 'u-3' };
		await expect(names([joan, jane], [joan, jane, twin])).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_USER_NAME_AMBIGUOUS',
		});
	});

	it('is not taken for nobody’s where the records do not show theirs', async () => {
		await expect(find({ id: 'u-1' })).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_UNREADABLE_ANSWER',
		});
	});

	it('of two users leads to none', async () => {
		const twins = [
			{ id: 'u-1', userName: 'jane' },
			{ id: 'u-2', userName: 'JANE' },
		];
		await expect(find(...twins)).rejects.toMatchObject({
			code: 'DOCUSIGN_SCIM_USER_NAME_AMBIGUOUS',
		});
	});
});

describe('whether a server supports versions', () => {
	it.each([
		[{ etag: { supported: true } }, true],
		[{ etag: { supported: false } }, false],
		[{ schemas: [] }, undefined],
	])('is what %j says', async (config, supported) => {
		const { client, sent } = scripted(ok(config));
		expect(await supportsVersions(client)).toBe(supported);
		expect(await supportsVersions(client)).toBe(supported);
		expect(sent).toHaveLength(1);
	});

	it('is not known where the server does not say', async () => {
		const { client } = scripted(ok({ detail: 'No', status: '403' }, 403));
		expect(await supportsVersions(client)).toBeUndefined();
	});
});

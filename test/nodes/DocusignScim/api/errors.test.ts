import { WORDS_N8N_REPLACES } from '../../../../credentials/shared/messageFilter';
import { CATALOGUE } from '../../../../nodes/DocusignAdmin/api/errors/catalogue';
import type { ApiResponse } from '../../../../nodes/shared/http';
import { RunCache } from '../../../../nodes/shared/runCache';
import { ScimClient } from '../../../../nodes/DocusignScim/api/client';
import {
	scimFailure,
	SCIM_ROWS,
	scimRowOf,
} from '../../../../nodes/DocusignScim/api/errors/catalogue';
import {
	failureFromOutcome,
	FINAL_STATUSES,
} from '../../../../nodes/DocusignScim/api/errors/refusals';
import { scimSend } from '../../../../nodes/DocusignScim/api/send';
import { createCaller } from '../../../../nodes/shared/transport/call';
import { createThrottle } from '../../../../nodes/shared/transport/limits/throttle';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const replaced = new RegExp(WORDS_N8N_REPLACES.join('|'), 'i');
let time = 0;
const clock = {
	now: () => time,
	ticks: () => time,
	async sleep(ms: number) {
		time += ms;
	},
};

/** A client of a server that gives one answer to everything. */
function refused(answer: Partial<ApiResponse>) {
	const sent: string[] = [];
	const call = createCaller({
		send: scimSend(async ({ method, path }) => {
			sent.push(`${method} ${path}`);
			return { status: 400, headers: {}, body: undefined, ...answer };
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
	return {
		sent,
		client: new ScimClient({
			call,
			pause: async () => undefined,
			cache: new RunCache(),
			pageSize: 1,
			concurrency: 1,
		}),
	};
}

async function failure(answer: Partial<ApiResponse>, method: 'GET' | 'POST' | 'PATCH' = 'GET') {
	const { client, sent } = refused(answer);
	const context = { operation: 'change the user', user: method === 'POST' ? undefined : 'u-1' };
	const path = method === 'POST' ? '/Users' : '/Users/u-1';
	const asked =
		method === 'GET'
			? client.read(path, context)
			: client.write({ method, path, body: {} }, { context, repeat: 'unsafe' });
	const error: unknown = await asked.catch((reason: unknown) => reason);
	return { error, sent };
}

describe('the rows', () => {
	it('have codes of their own, each once', () => {
		const codes = [...SCIM_ROWS, ...CATALOGUE].map(({ code }) => code as string);
		const others = CATALOGUE.filter(({ code }) => (code as string).startsWith('DOCUSIGN_SCIM_'));
		expect(new Set(codes).size).toBe(codes.length - others.length);
	});

	it.each(SCIM_ROWS.map((row) => [row.code, row] as const))('%s is complete', (code, row) => {
		expect(scimRowOf(code)).toBe(row);
		expect(row.code).toMatch(/^DOCUSIGN_SCIM_[A-Z_]+$/);
		expect(row.cause).toMatch(/\.$/);
		expect(row.remedy).toMatch(/\.$/);
		expect(row.message).not.toMatch(/\.$/);
		expect(`${row.cause}${row.remedy}`).not.toMatch(/[{}]/);
		const { message, description } = scimFailure(code);
		expect(message).not.toMatch(/undefined|[{}]|\s{2}|^\s|\s$/);
		expect(`${message} ${description}`).not.toMatch(replaced);
	});
});

describe('a refusal', () => {
	it.each([
		['invalidFilter', 400, 'DOCUSIGN_SCIM_INVALID_FILTER'],
		['tooMany', 400, 'DOCUSIGN_SCIM_TOO_MANY'],
		['uniqueness', 409, 'DOCUSIGN_SCIM_UNIQUENESS'],
		['mutability', 400, 'DOCUSIGN_SCIM_MUTABILITY'],
		['invalidSyntax', 400, 'DOCUSIGN_SCIM_INVALID_SYNTAX'],
		['invalidPath', 400, 'DOCUSIGN_SCIM_INVALID_PATH'],
		['noTarget', 400, 'DOCUSIGN_SCIM_NO_TARGET'],
		['invalidValue', 400, 'DOCUSIGN_SCIM_INVALID_VALUE'],
		['invalidVers', 400, 'DOCUSIGN_SCIM_INVALID_VERSION'],
		['sensitive', 403, 'DOCUSIGN_SCIM_SENSITIVE'],
		['Uniqueness', 409, 'DOCUSIGN_SCIM_UNIQUENESS'],
		['INVALIDVALUE', 400, 'DOCUSIGN_SCIM_INVALID_VALUE'],
		['somethingNew', 400, 'DOCUSIGN_SCIM_REFUSED'],
		['constructor', 400, 'DOCUSIGN_SCIM_REFUSED'],
		['toString', 409, 'DOCUSIGN_SCIM_CONFLICT'],
		['__proto__', 404, 'DOCUSIGN_SCIM_USER_NOT_FOUND'],
		[undefined, 400, 'DOCUSIGN_SCIM_REFUSED'],
		[undefined, 401, 'DOCUSIGN_SCIM_TOKEN_REFUSED'],
		[undefined, 403, 'DOCUSIGN_SCIM_ACCESS_DENIED'],
		[undefined, 404, 'DOCUSIGN_SCIM_USER_NOT_FOUND'],
		[undefined, 405, 'DOCUSIGN_SCIM_NOT_OFFERED'],
		[undefined, 409, 'DOCUSIGN_SCIM_CONFLICT'],
		[undefined, 412, 'DOCUSIGN_SCIM_VERSION_CONFLICT'],
		[undefined, 413, 'DOCUSIGN_SCIM_TOO_LARGE'],
		[undefined, 501, 'DOCUSIGN_SCIM_NOT_OFFERED'],
	])('with the type %s and status %i is %s', async (scimType, status, code) => {
		const body = { schemas: [ERROR], status: String(status), scimType, detail: 'As it happens' };
		for (const method of ['GET', 'PATCH'] as const) {
			const { error, sent } = await failure({ status, body }, method);
			expect(error).toMatchObject({ code, status, unknownOutcome: false });
			const { message, description } = error as { message: string; description: string };
			expect(`${message} ${description}`).toContain('As it happens');
			expect(`${message} ${description}`).not.toContain('scim:');
			expect(sent).toHaveLength(1);
		}
	});

	it('of a create with a conflict means a value that must be unique, type or not', async () => {
		const { error } = await failure(
			{ status: 409, body: { detail: 'Taken', status: 409 } },
			'POST',
		);
		expect(error).toMatchObject({ code: 'DOCUSIGN_SCIM_UNIQUENESS' });
	});

	it('of a create with a conflict of another type means that one', async () => {
		const body = { schemas: [ERROR], status: '409', scimType: 'locked', detail: 'Locked' };
		const { error } = await failure({ status: 409, body }, 'POST');
		expect(error).toMatchObject({
			code: 'DOCUSIGN_SCIM_CONFLICT',
			message: expect.stringContaining('Locked (locked)'),
		});
	});

	it('of an address without an id means that there is no such address', async () => {
		const { error } = await failure({ status: 404, body: '<html>Not here</html>' }, 'POST');
		expect(error).toMatchObject({ code: 'DOCUSIGN_SCIM_NO_ENDPOINT' });
		const { message, description } = error as { message: string; description: string };
		expect(`${message} ${description}`).not.toContain('html');
	});

	it("is read in Docusign's other words too", async () => {
		const body = { errorCode: 'NO_SUCH_THING', message: 'Not that' };
		const { error } = await failure({ status: 400, body });
		expect(error).toMatchObject({
			code: 'DOCUSIGN_SCIM_REFUSED',
			message: 'The SCIM server refused to change the user: Not that (NO_SUCH_THING)',
		});
	});

	it('shows no token that the server quotes', async () => {
		const token = `Bearer ${'s3cr3t'.repeat(8)}`;
		const { error } = await failure({ body: { detail: `Not ${token}`, status: '400' } });
		const { message, description } = error as { message: string; description: string };
		expect(`${message} ${description}`).not.toContain('s3cr3t');
	});
});

describe('what is no refusal', () => {
	it('keeps the code it has everywhere', async () => {
		const throttled = await failure({ status: 429, headers: { 'retry-after': '9999' } });
		expect(throttled.error).toMatchObject({ code: 'DOCUSIGN_BURST_LIMIT' });
		const broken = await failure({ status: 503 });
		expect(broken.error).toMatchObject({ code: 'DOCUSIGN_UNAVAILABLE' });
		expect(broken.sent).toHaveLength(5);
	});

	it.each([
		[429, undefined, 'Slow down', 'DOCUSIGN_BURST_LIMIT', 'The server said: Slow down Tried'],
		[503, 'tooMany', 'Not now', 'DOCUSIGN_UNAVAILABLE', 'The server said: Not now (tooMany) Tried'],
		[503, undefined, undefined, 'DOCUSIGN_UNAVAILABLE', 'outages. Tried'],
		[503, 'tooMany', undefined, 'DOCUSIGN_UNAVAILABLE', 'The server said: tooMany Tried'],
		[
			400,
			undefined,
			'The maximum number of hourly API invocations has been exceeded: urn:scim:x',
			'DOCUSIGN_HOURLY_LIMIT',
			'exceeded: urn:scim:x',
		],
	])(
		'says what the server says and no more: %i %s %s',
		async (status, scimType, detail, code, said) => {
			const body = { schemas: [ERROR], status: `${status}`, scimType, detail };
			const { error } = await failure({ status, body });
			expect(error).toMatchObject({ code, description: expect.stringContaining(said) });
			const { docusign } = error as { docusign?: { error?: string } };
			expect(docusign?.error).toBe(scimType);
			expect(JSON.stringify(error)).not.toMatch(/scim:(?!x)|\(\)/);
		},
	);

	it('speaks of this credential and these operations', async () => {
		const headers = { location: 'https://elsewhere.example.com/login' };
		const redirected = await failure({ status: 302, headers });
		expect(redirected.error).toMatchObject({
			code: 'DOCUSIGN_REDIRECT_REFUSED',
			description: expect.stringMatching(/^Check the base URL in the credential/),
		});
		const lost = await failure({ status: 502 }, 'POST');
		expect(lost.error).toMatchObject({ code: 'DOCUSIGN_UNKNOWN_OUTCOME', unknownOutcome: true });
		expect((lost.error as Error & { description: string }).description).not.toMatch(
			/Create or Update/,
		);
	});
});

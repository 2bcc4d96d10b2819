import { NodeApiError, type INodeParameters } from 'n8n-workflow';

import { by, scimNode } from './support/node';
import { scimError, user } from './support/parameters';
import { startScimmy, type ScimmyOptions } from './support/scimmyServer';

let scimmy: Awaited<ReturnType<typeof startScimmy>>;
let node: ReturnType<typeof scimNode>;

async function start(options: Partial<ScimmyOptions> = {}) {
	scimmy = await startScimmy(options);
	node = scimNode(scimmy.credential);
	return scimmy.store.seed(4);
}
afterEach(async () => await scimmy.close());

const writes = () => scimmy.requests.filter(({ method }) => method !== 'GET');
async function failure(run: Promise<unknown>): Promise<NodeApiError> {
	const error = await run.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(NodeApiError);
	return error as NodeApiError;
}

describe('a message', () => {
	it.each(['get', 'update', 'deactivate', 'replace'])(
		'of %s names the unknown user',
		async (name) => {
			await start();
			const more = { userName: 'x@example.com', updateFields: { title: 'x' } };
			const run = node.run(user(name, { userId: by('id', 'nobody'), ...more }));
			const error = await failure(run);
			expect(error.message).toMatch(/the user "nobody" does not exist there \[item 0\]$/);
			expect(error.httpCode).toBe('404');
			expect(error.context.code).toBe('DOCUSIGN_SCIM_USER_NOT_FOUND');
			const byName = node.run(
				user(name, { userId: by('userName', 'nobody@example.com'), ...more }),
			);
			expect((await failure(byName)).message).toContain(
				'"nobody@example.com" does not exist there',
			);
		},
	);

	it('names the unknown group', async () => {
		await start();
		const run = node.run({ resource: 'group', operation: 'get', groupId: by('id', 'none') });
		expect((await failure(run)).message).toContain('the group "none" does not exist there');
	});

	it('says at once what the server does not offer', async () => {
		const [first] = await start();
		scimmy.intervene({ instead: scimError(501, { detail: 'No PATCH here' }), times: 9 });
		const error = await failure(node.run(user('deactivate', { userId: by('id', first.id) })));
		expect(error.message).toBe('The SCIM server has no way to deactivate the user [item 0]');
		expect(error.description).toContain('No PATCH here');
		expect(error.httpCode).toBe('501');
		expect(writes()).toHaveLength(1);
	});

	it("gives Docusign's trace token back", async () => {
		await start();
		const headers = { 'x-docusign-tracetoken': 'trace-1' };
		const refused = scimError(400, { scimType: 'invalidFilter', detail: 'Which attribute?' });
		scimmy.intervene({ instead: () => ({ ...refused(), headers }) });
		const error = await failure(
			node.run(user('getAll', { filters: { filter: 'colour eq "red"' } })),
		);
		expect(error.message).toContain('Which attribute? (invalidFilter)');
		expect(error.description).toContain('trace-1');
	});

	it.each<[what: string, parameters: INodeParameters, message: RegExp]>([
		['no user', user('get', { userId: by('list', '') }), /'User' is empty/],
		[
			'a step in the path',
			user('deactivate', { userId: by('id', '..') }),
			/'User' is not an ID: \.\./,
		],
		['no name', user('create', { userName: ' ' }), /'User Name' is empty/],
		['nothing to update', user('update', { userId: by('id', 'x') }), /There is nothing to update/],
		[
			'an empty name, which stays as it is,',
			user('update', { userId: by('id', 'x'), updateFields: { userName: '' } }),
			/There is nothing to update/,
		],
		[
			'a name to be cleared',
			user('update', { userId: by('id', 'x'), updateFields: { clearFields: ['userName'] } }),
			/'Clear Fields' has no option "userName"/,
		],
		[
			'attributes that are none',
			user('create', {
				userName: 'a',
				givenName: 'A',
				familyName: 'B',
				additionalFields: { otherAttributes: '{"a"' },
			}),
			/'Other Attributes' is not a JSON object/,
		],
		[
			'a state that is none',
			user('update', { userId: by('id', 'x'), updateFields: { active: '={{ "maybe" }}' } }),
			/'Active' is neither true nor false: "maybe"/,
		],
		[
			'a date that is none',
			user('getAll', { filters: { lastModifiedSince: 'soon' } }),
			/not a date: soon/,
		],
		[
			'a state to filter by that is none',
			user('getAll', { filters: { active: '={{ 2 }}' } }),
			/'Active' is neither true nor false: 2/,
		],
		...(
			[
				['active', 'Active'],
				['filter', 'Custom Filter'],
				['email', 'Email'],
				['externalId', 'External ID'],
				['lastModifiedSince', 'Last Modified Since'],
				['userName', 'User Name'],
				['userNameContains', 'User Name Contains'],
			] as const
		).flatMap(([name, label]): Array<[string, INodeParameters, RegExp]> =>
			['={{ $json.missing }}', '={{ null }}', ' '].map((value) => [
				`an empty filter (${name}: ${value})`,
				user('getAll', { returnAll: true, filters: { [name]: value } }),
				new RegExp(`The filter '${label}' is empty`),
			]),
		),
		[
			'an empty filter of groups',
			{ resource: 'group', operation: 'getAll', filters: { displayName: '', memberId: 'x' } },
			/The filter 'Display Name' is empty/,
		],
		[
			'no members',
			{ resource: 'group', operation: 'addMembers', groupId: by('id', 'g'), memberIds: ' , ' },
			/'Member Names or IDs' is no list of values/,
		],
	])('tells %s before anything is sent', async (_, parameters, message) => {
		await start();
		expect((await failure(node.run(parameters))).message).toMatch(message);
		expect(scimmy.requests).toEqual([]);
	});
});

describe('the token', () => {
	const bodies = (token: string) => [
		{ schemas: [ERROR], status: '400', detail: `No such token: ${token}` },
		{ schemas: [ERROR], status: '400', scimType: token, detail: 'No such token' },
		{ errorCode: 'NO_TOKEN', message: `${token}${token}` },
		`The token ${token} is none`,
		{ error: { code: 'x', message: encodeURIComponent(token) } },
	];
	const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

	it.each([400, 401, 403, 409, 429, 503])(
		'is not shown, however the server quotes it with %i',
		async (status) => {
			await start();
			const { bearerToken } = scimmy.credential;
			let body: unknown;
			scimmy.intervene({ instead: () => ({ status, body }), times: 99 });
			for (body of bodies(bearerToken)) {
				const parameters = { userId: by('id', 'x'), options: { maxWait: 0 } };
				const error = await failure(node.run(user('get', parameters)));
				const shown = JSON.stringify([error.message, error.description, error]);
				expect(shown).not.toContain(bearerToken);
				const [item] = await node.run(user('get', parameters), {
					onError: 'continueRegularOutput',
				});
				expect(JSON.stringify(item)).toContain('error');
				expect(JSON.stringify(item)).not.toContain(bearerToken);
			}
		},
	);

	it('is not passed on in a record that holds it', async () => {
		const [first] = await start();
		const { bearerToken } = scimmy.credential;
		const body = { ...first, displayName: `x ${encodeURIComponent(bearerToken)} y` };
		scimmy.intervene({ instead: () => ({ status: 200, body }), times: 1 });
		const [{ json }] = await node.run(user('get', { userId: by('id', String(first.id)) }));
		expect(json.displayName).toBe('x *** y');
	});
});

it('goes on with the other items and says of each what became of it', async () => {
	const [first, second] = await start();
	const output = await node.run(user('deactivate', { userId: '={{ $json.id }}' }), {
		items: [{ id: first.id }, { id: 'nobody' }, { id: second.id }],
		onError: 'continueRegularOutput',
	});
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(output.map(({ json }) => json.active)).toEqual([false, undefined, false]);
	expect(output[1].json).toMatchObject({
		error: expect.stringContaining('"nobody"'),
		details: { code: 'DOCUSIGN_SCIM_USER_NOT_FOUND', status: 404 },
	});
});

it.each([
	['={{ "True" }}', [true]],
	['={{ "FALSE" }}', [false]],
	[true, [true]],
	[false, [false]],
])('filters by a state however it is given: %j', async (active, states) => {
	const [first] = await start();
	await node.run(user('deactivate', { userId: by('id', first.id) }));
	const records = await node.records(user('getAll', { returnAll: true, filters: { active } }));
	expect([...new Set(records.map((record) => record.active))]).toEqual(states);
});

it('pairs every record of a list with its item', async () => {
	await start();
	const items = [{ name: 'seeded00000@example.com' }, { name: 'nobody' }, { name: 'seeded' }];
	const filters = { userNameContains: '={{ $json.name }}' };
	const output = await node.run(user('getAll', { returnAll: true, filters }), { items });
	expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
		0, 2, 2, 2, 2,
	]);
});

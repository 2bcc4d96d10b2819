import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { by, scimNode } from './support/node';
import { scimError, user } from './support/parameters';
import { startScimmy } from './support/scimmyServer';

describe('answers that hold no record', () => {
	let sandbox: Sandbox;
	let node: ReturnType<typeof scimNode>;

	beforeEach(async () => {
		sandbox = await startSandbox({ users: 3, variety: false });
		node = scimNode(sandbox.scimCredential());
	});
	afterEach(async () => await sandbox.close());

	const UNREADABLE = { context: { code: 'DOCUSIGN_SCIM_UNREADABLE_ANSWER' } };
	const writes = () => sandbox.requests.filter(({ method }) => method !== 'GET');

	it.each<[string, INodeParameters, unknown]>([
		['a record without an id', user('get', { userId: by('id', 'x') }), { userName: 'x' }],
		[
			'one to be replaced without an id',
			user('replace', { userId: by('id', 'x'), userName: 'x' }),
			{ userName: 'x' },
		],
		[
			'a list with a null in it',
			user('getAll', { returnAll: true }),
			{ totalResults: 2, Resources: [{ id: 'u' }, null] },
		],
		[
			'a list of records without ids',
			user('getAll', { limit: 1 }),
			{ totalResults: 1, Resources: [{ userName: 'x' }] },
		],
		[
			'a look-up of users without names',
			user('deactivate', { userId: by('userName', 'x') }),
			{ totalResults: 1, Resources: [{ id: 'u' }] },
		],
		['a list that counts and shows nothing', user('getAll'), { totalResults: 3, Resources: [] }],
		[
			'schemas as a bare array',
			{ resource: 'schema', operation: 'getAll' },
			[{ id: 'urn:ietf:params:scim:schemas:core:2.0:User' }],
		],
	])('are refused: %s', async (_, parameters, body) => {
		sandbox.faults.add({ match: { times: 9 }, do: { type: 'respond', status: 200, body } });
		await expect(node.run(parameters)).rejects.toMatchObject(UNREADABLE);
		expect(writes()).toEqual([]);
	});

	it('by another name change nobody', async () => {
		const [, other] = [...sandbox.state.users.values()];
		const record = { id: other.id, userName: other.userName };
		const body = { totalResults: 1, Resources: [record] };
		sandbox.faults.add({ match: { times: 9 }, do: { type: 'respond', status: 200, body } });
		const parameters = user('deactivate', { userId: by('userName', 'jane@example.com') });
		await expect(node.run(parameters)).rejects.toMatchObject({
			context: { code: 'DOCUSIGN_SCIM_USER_NOT_FOUND' },
		});
		expect(writes()).toEqual([]);
	});

	it('count for what they are in any case of names', async () => {
		const body = {
			TOTALRESULTS: 1,
			resources: [{ ID: 'u-1', USERNAME: 'jane', Name: { GivenName: 'Jane' }, ACTIVE: 'True' }],
		};
		sandbox.faults.add({ do: { type: 'respond', status: 200, body } });
		expect(await node.records(user('getAll', { limit: 1 }))).toEqual([
			{ id: 'u-1', userName: 'jane', givenName: 'Jane', active: true, lifecycle: 'active' },
		]);
	});
});

describe('the token', () => {
	let scimmy: Awaited<ReturnType<typeof startScimmy>>;

	beforeEach(async () => {
		scimmy = await startScimmy();
	});
	afterEach(async () => await scimmy.close());

	it.each([
		['plainly', (token: string) => JSON.stringify({ id: 'u', note: `Bearer ${token}` })],
		['with escapes', (token: string) => `{"id":"u","note":"${token.replaceAll('/', '\\/')}"}`],
		['percent-encoded', (token: string) => `{"id":"u","note":"${encodeURIComponent(token)}"}`],
		[
			'percent-encoded in lower case',
			(token: string) => `{"id":"u","note":"${encodeURIComponent(token).toLowerCase()}"}`,
		],
		['as a name', (token: string) => `{"id":"u","${token}":1}`],
	])('is not in what comes out of a success that shows it %s', async (_, text) => {
		const bearerToken = 'ab/c+d=e/ghijkl';
		scimmy.intervene({ instead: () => ({ status: 200, body: text(bearerToken) }) });
		const node = scimNode({ ...scimmy.credential, bearerToken });
		const [record] = await node.records(user('get', { userId: by('id', 'u'), simplify: false }));
		expect(JSON.stringify(record)).toContain('***');
		expect(decodeURIComponent(JSON.stringify(record))).not.toContain(bearerToken);
	});

	it('is not in a refusal that comes with the status of a success', async () => {
		const { bearerToken } = scimmy.credential;
		const { body } = scimError(401, { detail: `No such token: ${bearerToken}` })();
		scimmy.intervene({ instead: () => ({ status: 200, body }), times: 9 });
		const parameters = user('get', { userId: by('id', 'x') });
		const [item] = await scimNode(scimmy.credential).run(parameters, {
			onError: 'continueRegularOutput',
		});
		expect(item.json).toMatchObject({ details: { code: 'DOCUSIGN_SCIM_TOKEN_REFUSED' } });
		expect(JSON.stringify(item)).not.toContain(bearerToken);
	});
});

describe('values of another type', () => {
	let sandbox: Sandbox;
	let node: ReturnType<typeof scimNode>;

	beforeEach(async () => {
		sandbox = await startSandbox({ users: 3, variety: false });
		node = scimNode(sandbox.scimCredential());
	});
	afterEach(async () => await sandbox.close());

	const last = () => sandbox.requests.at(-1)!;

	it('become texts, trimmed, in a user and in a group', async () => {
		const fields = {
			userName: '={{ 4711 }}',
			givenName: '={{ 1 }}',
			familyName: ' Doe ',
			email: ' a@example.com ',
			additionalFields: { externalId: '={{ 42 }}', title: ' x ', active: '={{ "False" }}' },
		};
		await node.records(user('create', fields));
		expect(last().body).toMatchObject({
			userName: '4711',
			name: { givenName: '1', familyName: 'Doe' },
			emails: [{ value: 'a@example.com' }],
			externalId: '42',
			title: 'x',
			active: false,
		});
		const group = { resource: 'group', operation: 'create', displayName: '={{ 7 }}' };
		await node.records({ ...group, additionalFields: { externalId: '={{ 8 }}' } });
		expect(last().body).toMatchObject({ displayName: '7', externalId: '8' });
	});

	it('say true and false as texts in every switch', async () => {
		const [, target] = [...sandbox.state.users.values()];
		const userId = by('id', target.id);
		const get = { userId, simplify: '={{ "false" }}' };
		expect(await node.records(user('get', get))).toMatchObject([{ schemas: expect.any(Array) }]);
		expect(await node.records(user('getAll', { returnAll: '={{ "True" }}' }))).toHaveLength(3);
		const dry = { userId, options: { dryRun: '={{ "true" }}' } };
		expect(await node.records(user('deactivate', dry))).toMatchObject([{ dry_run: true }]);
		expect(target.status).toBe('active');
		const update = { userId, updateFields: { active: '={{ "FALSE" }}' } };
		await node.records(user('update', { ...update, options: { readBack: '={{ "no" }}' } }));
		expect(last()).toMatchObject({
			method: 'PATCH',
			body: { Operations: [{ op: 'replace', path: 'active', value: false }] },
		});
		const groups = { resource: 'group', operation: 'getAll', returnAll: true };
		await node.records({ ...groups, options: { includeMembers: '={{ "false" }}' } });
		expect(last().query).toMatchObject({ excludedAttributes: 'members' });
	});
});

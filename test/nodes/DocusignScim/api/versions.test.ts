import { by, scimNode } from '../support/node';
import { startScimmy, type Recorded, type ScimmyOptions } from '../support/scimmyServer';

let scimmy: Awaited<ReturnType<typeof startScimmy>>;
let node: ReturnType<typeof scimNode>;

async function start(options: Partial<ScimmyOptions> = {}) {
	scimmy = await startScimmy({ versions: true, ...options });
	node = scimNode(scimmy.credential);
	return scimmy.store.seed(3);
}
afterEach(async () => await scimmy.close());

const sent = (method: string) => scimmy.requests.filter((request) => request.method === method);
const isGet = ({ method, path }: Recorded) => method === 'GET' && path.startsWith('/Users/');
const inserted = (id: string) => scimmy.store.users.get(id)!;

const change = (operation: string, id: string, more = {}) => ({
	resource: 'user',
	operation,
	userId: by('id', id),
	...more,
});
const joan = { userName: 'joan@example.com' };

describe('a change that starts from a record that was read', () => {
	it.each([
		['replace', 'PUT', joan],
		['update', 'PATCH', { updateFields: { email: 'new@example.com' } }],
	])('(%s) is held to its version', async (operation, method, fields) => {
		const [user] = await start();
		await node.records(change(operation, user.id, fields));
		expect(sent(method)[0].headers['if-match']).toBe(user.meta.version);
		expect(inserted(user.id).meta.version).not.toBe(user.meta.version);
	});

	it('is not carried out when somebody else was faster, and says so', async () => {
		const [user] = await start();
		scimmy.intervene({
			when: isGet,
			after: (reply) => {
				scimmy.store.touch(user, { title: 'Promoted meanwhile' });
				return reply;
			},
		});
		const run = node.run(change('replace', user.id, joan));
		await expect(run).rejects.toMatchObject({
			message:
				'The SCIM server did not replace the user: the record was changed in the meantime [item 0]',
			httpCode: '412',
			description: expect.stringMatching(/^Nothing was changed\. Run the item again/),
		});
		expect(inserted(user.id)).toMatchObject({ title: 'Promoted meanwhile' });
		expect(sent('PUT')).toHaveLength(1);
	});

	it('starts from what the item before has left, when several are about one user', async () => {
		const [user] = await start();
		const items = ['first', 'second', 'third'].map((name) => ({ name }));
		const fields = {
			userName: '={{ $json.name }}',
			additionalFields: { title: '={{ $json.name }}' },
		};
		const replaced = await node.records(change('replace', user.id, fields), { items });
		expect(replaced.map(({ title }) => title)).toEqual(['first', 'second', 'third']);
		expect(inserted(user.id)).toMatchObject({ userName: 'third' });
	});

	it('is not held to a version where the server does not support that', async () => {
		const [user] = await start({ versions: false });
		scimmy.intervene({
			when: isGet,
			after: (reply) => ({ ...reply, headers: { etag: '"made by the web server"' } }),
		});
		await node.records(change('replace', user.id, joan));
		expect(sent('PUT')[0].headers).not.toHaveProperty('if-match');
	});

	it('is held to the version in the header where the record has none', async () => {
		const [user] = await start();
		scimmy.intervene({
			when: isGet,
			after: ({ status, body }) => {
				const { meta, ...rest } = JSON.parse(JSON.stringify(body)) as typeof user;
				return { status, body: rest, headers: { etag: String(meta.version) } };
			},
		});
		await node.records(change('replace', user.id, joan));
		expect(sent('PUT')[0].headers['if-match']).toBe(user.meta.version);
	});

	it('asks once a run what the server supports, and not at all where no record has a version', async () => {
		const users = await start();
		const items = users.map(({ id }, n) => ({ id, name: `new${n}@example.com` }));
		const many = { userName: '={{ $json.name }}', userId: '={{ $json.id }}' };
		const replace = { resource: 'user', operation: 'replace', ...many };
		expect(await node.records(replace, { items })).toHaveLength(3);
		const asked = () => scimmy.requests.filter(({ path }) => path === '/ServiceProviderConfig');
		expect(asked()).toHaveLength(1);
		await scimmy.close();
		const [user] = await start({ versions: false });
		await node.records(change('replace', user.id, joan));
		expect(asked()).toHaveLength(0);
	});
});

describe('If Match', () => {
	const cases = [
		['update', { updateFields: { title: 'Changed' } }],
		['deactivate', {}],
		['replace', joan],
	] as const;

	it.each(cases)(
		'(%s) lets nothing be changed that has changed since',
		async (operation, fields) => {
			const [user] = await start();
			const { meta } = user;
			const options = { ifMatch: meta.version };
			scimmy.store.touch(user, { title: 'Other' });
			const run = node.run(change(operation, user.id, { ...fields, options }));
			await expect(run).rejects.toMatchObject({ httpCode: '412' });
			expect(inserted(user.id)).toMatchObject({ title: 'Other', active: true });

			const version = inserted(user.id).meta.version;
			await node.records(change(operation, user.id, { ...fields, options: { ifMatch: version } }));
			expect(inserted(user.id).meta.version).not.toBe(version);
		},
	);

	it('settles a lost answer by the version', async () => {
		const [user] = await start();
		const options = { ifMatch: user.meta.version };
		const isPatch = ({ method }: Recorded) => method === 'PATCH';
		scimmy.intervene({ when: isPatch, after: () => 'drop' });
		const [changed] = await node.records(change('deactivate', user.id, { options }));
		expect(changed).toMatchObject({ id: user.id, active: false });
		expect(sent('PATCH')).toHaveLength(1);
	});

	it('says that it is not known when somebody else changed it to something else', async () => {
		const [user] = await start();
		const options = { ifMatch: user.meta.version };
		scimmy.intervene({
			when: ({ method }) => method === 'PATCH',
			instead: () => {
				scimmy.store.touch(user, { title: 'Other' });
				return 'drop';
			},
		});
		const run = node.run(change('deactivate', user.id, { options }));
		await expect(run).rejects.toThrow(/not known whether Docusign did deactivate the user/);
		expect(inserted(user.id)).toMatchObject({ active: true });
	});
});

describe('a change of a record that was found by name', () => {
	it.each([
		['deactivate', {}, undefined],
		['update', { updateFields: { title: 'Changed' } }, 'version'],
	])(
		'(%s) is held to the version found, but for an offboarding',
		async (operation, fields, held) => {
			const [user] = await start();
			const userId = by('userName', String(user.userName));
			await node.records({ resource: 'user', operation, userId, ...fields });
			expect(sent('PATCH')[0].headers['if-match']).toBe(held && user.meta.version);
			expect(scimmy.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
				'GET /Users',
				`PATCH /Users/${user.id}`,
			]);
		},
	);

	it('is held to none where only the ID is known', async () => {
		const [user] = await start();
		await node.records(change('deactivate', user.id));
		expect(sent('PATCH')[0].headers).not.toHaveProperty('if-match');
		expect(scimmy.requests).toHaveLength(1);
	});
});

describe('a server that demands a version', () => {
	const demanding = () =>
		scimmy.intervene({
			when: ({ method, headers }) => method !== 'GET' && headers['if-match'] === undefined,
			times: 99,
			instead: () => ({
				status: 428,
				body: {
					schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
					status: '428',
					detail: 'If-Match is required',
				},
			}),
		});

	it.each([
		['deactivate', {}],
		['update', { updateFields: { title: 'Changed' } }],
	])('(%s) is given the one that the record has', async (operation, fields) => {
		const [user] = await start();
		demanding();
		await node.records(change(operation, user.id, fields));
		expect(sent('PATCH').map(({ headers }) => headers['if-match'])).toEqual([
			undefined,
			user.meta.version,
		]);
		expect(sent('GET').map(({ path }) => path)).toEqual([`/Users/${user.id}`]);
	});

	it('is given it for members too', async () => {
		const [user] = await start();
		const creation = { resource: 'group', operation: 'create', displayName: 'Sales' };
		const [group] = await node.records(creation);
		demanding();
		const groupId = by('id', String(group.id));
		const members = { resource: 'group', groupId, memberIds: user.id };
		const [added] = await node.records({ ...members, operation: 'addMembers' });
		expect(added.members).toMatchObject([{ value: user.id }]);
		const [removed] = await node.records({ ...members, operation: 'removeMembers' });
		expect(removed.members ?? []).toEqual([]);
	});

	it('but shows none is said to be so', async () => {
		const [user] = await start({ versions: false });
		demanding();
		await expect(node.run(change('deactivate', user.id))).rejects.toMatchObject({
			message: expect.stringMatching(
				/does not deactivate the user without the version of the record, and shows none/,
			),
			httpCode: '428',
			description: expect.stringMatching(/'If Match'.*If-Match is required/),
			context: { code: 'DOCUSIGN_SCIM_VERSION_REQUIRED' },
		});
	});
});

describe('an offboarding', () => {
	const bump = (id: string) => {
		const record = inserted(id);
		scimmy.store.touch(record, { title: `Edited ${String(record.meta.version)}` });
	};

	it('goes on although the record is edited after it was found', async () => {
		const [user] = await start();
		scimmy.intervene({
			when: ({ method, path }) => method === 'GET' && path === '/Users',
			after: (reply) => {
				bump(user.id);
				return reply;
			},
		});
		const userId = by('userName', String(user.userName));
		await node.records({ resource: 'user', operation: 'deactivate', userId });
		expect(inserted(user.id)).toMatchObject({ active: false, title: expect.any(String) });
	});

	it.each([
		[2, true],
		[3, false],
	])(
		'is tried again where a version is demanded and edited away: %i times',
		async (edits, isDone) => {
			const [user] = await start();
			scimmy.intervene({
				when: ({ method, headers }) => method === 'PATCH' && headers['if-match'] === undefined,
				instead: () => ({ status: 428, body: { status: '428', detail: 'If-Match is required' } }),
			});
			scimmy.intervene({
				when: isGet,
				times: edits,
				after: (reply) => {
					bump(user.id);
					return reply;
				},
			});
			const run = node.run(change('deactivate', user.id));
			if (isDone) await run;
			else await expect(run).rejects.toMatchObject({ httpCode: '412' });
			expect(inserted(user.id).active).toBe(!isDone);
			expect(sent('PATCH')).toHaveLength(4);
		},
	);
});

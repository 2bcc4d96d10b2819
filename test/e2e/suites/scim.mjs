import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../../scripts/lib/paths.mjs';
import { startProcess } from '../../../scripts/n8n/process.mjs';
import { n8nRelease } from '../../../scripts/n8n/versions.mjs';
import { TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, errorText, locator, output } from '../support/workflow.mjs';

/** @typedef {{ baseUrl: string, bearerToken: string }} ScimCredential */
/** @typedef {{ credential: ScimCredential, seen: () => Promise<string[]>, stop: () => Promise<void> }} ScimServer */

const TYPE = 'docusignScimApi';

// scimmy does not read escaped quotes, which the unit tests cover.
const NAME = "o'brien+x@example.com";

const REQUESTS = [
	'GET /Groups',
	'GET /Groups/{id}',
	'GET /Schemas',
	'GET /ServiceProviderConfig',
	'GET /Users',
	'GET /Users/{id}',
	'PATCH /Groups/{id}',
	'PATCH /Users/{id}',
	'POST /Groups',
	'POST /Users',
	'PUT /Users/{id}',
];

/** A server on the scimmy library, which shares nothing with this package. */
async function scimmy() {
	const script = join('test', 'nodes', 'DocusignScim', 'support', 'scimmyCli.ts');
	const server = await startProcess(process.execPath, ['--import', 'tsx', script], {
		cwd: projectRoot,
	});
	/** @type {string[]} */
	const requests = [];
	const credential = await Promise.race([
		new Promise((resolve) => {
			server.onLine((line) => {
				if (line.startsWith('{')) resolve(JSON.parse(line));
				else if (/^[A-Z]+ \//.test(line)) requests.push(line);
			});
		}),
		server.exited.then(() => {
			throw new Error(`The server did not start:\n${server.tail()}`);
		}),
	]);
	return { credential, seen: async () => requests, stop: server.stop };
}

/**
 * An n8n node for each operation, in an order in which one prepares the next.
 * @param {{ id: string }} credential
 */
function everyOperation({ id }) {
	/**
	 * @param {string} name
	 * @param {string} resource
	 * @param {string} operation
	 * @param {Record<string, unknown>} [parameters]
	 */
	const scim = (name, resource, operation, parameters = {}) => ({
		id: randomUUID(),
		name,
		type: 'n8n-nodes-docusign-admin.docusignScim',
		typeVersion: 1,
		position: [0, 0],
		// A list gives many items, and the next node is to run once.
		executeOnce: true,
		parameters: { resource, operation, ...parameters },
		credentials: { [TYPE]: { id, name: TYPE } },
	});
	/** @param {string} node */
	const idFrom = (node) => `={{ $('${node}').first().json.id }}`;
	const userId = locator(idFrom('Create user'));
	const groupId = locator(idFrom('Create group'));
	return [
		scim('Server', 'serviceProviderConfig', 'get'),
		scim('Schemas', 'schema', 'getAll', { returnAll: true }),
		scim('Create user', 'user', 'create', {
			userName: NAME,
			givenName: 'Jane',
			familyName: "O'Brien",
			email: 'obrien@example.com',
			additionalFields: { title: 'Engineer' },
		}),
		scim('Get user by name', 'user', 'get', {
			userId: locator(NAME, 'userName'),
		}),
		scim('Get user', 'user', 'get', { userId }),
		scim('List users', 'user', 'getAll', { returnAll: true }),
		scim('Update user', 'user', 'update', { userId, updateFields: { familyName: 'Roe' } }),
		scim('Replace user', 'user', 'replace', {
			userId,
			userName: 'joan@example.com',
			givenName: 'Joan',
			familyName: 'Roe',
		}),
		scim('Create group', 'group', 'create', { displayName: 'Sales' }),
		scim('Add members', 'group', 'addMembers', { groupId, memberIds: idFrom('Create user') }),
		scim('Get group', 'group', 'get', { groupId }),
		scim('List groups', 'group', 'getAll', { filters: { displayName: 'Sales' } }),
		scim('Remove members', 'group', 'removeMembers', { groupId, memberIds: idFrom('Create user') }),
		scim('Deactivate user', 'user', 'deactivate', { userId }),
	];
}

/** @param {() => import('../support/world.mjs').World} world */
export function scim(world) {
	/** @returns {Promise<ScimServer>} */
	const sandbox = async () => ({
		credential: await world().sandbox.control('GET', '/credential/scim'),
		seen: async () => {
			const { requests } = await world().sandbox.control('GET', '/requests?path=/scim/v2');
			return requests.map(
				(/** @type {{ method: string, path: string }} */ { method, path }) =>
					`${method} ${path.replace('/scim/v2', '')}`,
			);
		},
		stop: async () => {},
	});

	/** @type {[string, () => Promise<ScimServer>, Record<string, unknown>][]} */
	const SERVERS = [
		['the sandbox', sandbox, {}],
		['the sandbox that confirms changes without showing them (204)', sandbox, { scimPatch: 204 }],
		['scimmy', scimmy, {}],
	];

	describe('the window of the SCIM credential', () => {
		/** @param {string} bearerToken @param {string} [baseUrl] */
		async function verdict(bearerToken, baseUrl) {
			await world().begin('openApi');
			const { credential } = await sandbox();
			const data = { ...credential, bearerToken, ...(baseUrl && { baseUrl }) };
			const { id } = await world().client.createCredential({ name: TYPE, type: TYPE, data });
			const test = { id, name: TYPE, type: TYPE, data };
			const { status, message } = await world().client.testCredential(test);
			await world().client.request('DELETE', `/credentials/${id}`);
			assert.equal(status, 'Error');
			assert.ok(!message.includes(bearerToken), 'the token is not shown');
			return message;
		}

		// Older versions drop the answer before they look at it.
		const skip = n8nRelease().version.startsWith('1.') && "n8n 1.x shows a sentence of n8n's own";
		it('leaves it to the server to refuse what looks like an OAuth token', { skip }, async () => {
			const part = (/** @type {object} */ value) =>
				Buffer.from(JSON.stringify(value)).toString('base64url');
			const oauth = [part({ typ: 'MT', alg: 'RS256', kid: '1' }), 'AQoAAAABAAUABwCA', 'c2ln'];
			const message = await verdict(oauth.join('.'));
			assert.match(message, /An OAuth access token does not work.*TEST_TOKEN_REFUSED\)$/);
		});

		it('says what to do about a token that the server does not know', { skip }, async () => {
			const message = await verdict(randomUUID());
			assert.match(message, /Create a new SCIM token where provisioning is set up in Docusign/);
			assert.match(message, /\(DOCUSIGN_SCIM_TEST_TOKEN_REFUSED\)$/);
		});

		it('says in words that the server is not reached', async () => {
			const message = await verdict(randomUUID(), 'http://127.0.0.1:9/scim/v2');
			assert.match(message, /Nothing accepts connections at 127\.0\.0\.1:9\./);
		});
	});

	it('a user whom SCIM deactivates is closed in the Admin API too', async () => {
		await world().begin('openApi');
		const { client } = world();
		const { credential: data } = await sandbox();
		const credential = await client.createCredential({ name: TYPE, type: TYPE, data: { ...data } });
		const { users } = await world().sandbox.control('GET', '/users');
		const { userId: caller } = await world().sandbox.credential();
		const leaver = users.find(
			(/** @type {{ id: string, status: string }} */ { id, status }) =>
				status === 'active' && id !== caller,
		);
		const node = {
			id: randomUUID(),
			name: 'Deactivate',
			type: 'n8n-nodes-docusign-admin.docusignScim',
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource: 'user', operation: 'deactivate', userId: locator(leaver.id) },
			credentials: { [TYPE]: { id: credential.id, name: TYPE } },
		};
		const { id } = await client.createWorkflow(chain('Deactivate', [node]));
		const execution = await client.execute(id, TRIGGER);
		assert.equal(execution.status, 'success', errorText(execution));
		assert.equal(output(execution, 'Deactivate')[0].active, false);
		const [after] = await world().sandbox.usersByEmail(leaver.email);
		assert.equal(after.status, 'closed');
		await client.request('DELETE', `/credentials/${credential.id}`);
	});

	for (const [name, start, seed] of SERVERS) {
		describe(`SCIM against ${name}`, () => {
			it('carries out every operation', async () => {
				await world().begin('openApi', seed);
				const server = await start();
				const { client } = world();
				const credential = await client.createCredential({
					name: TYPE,
					type: TYPE,
					data: { ...server.credential },
				});
				const verdict = await client.testCredential({
					id: credential.id,
					name: TYPE,
					type: TYPE,
					data: { ...server.credential },
				});
				assert.equal(verdict.status, 'OK', verdict.message);

				const workflow = await client.createWorkflow(chain('SCIM', everyOperation(credential)));
				const execution = await client.execute(workflow.id, TRIGGER);
				assert.equal(execution.status, 'success', errorText(execution));
				/**
				 * @param {string} node
				 * @returns {any}
				 */
				const first = (node) => output(execution, node)[0];
				const { id } = first('Create user');
				assert.equal(first('Get user by name').id, id);
				assert.equal(first('Get user').email, 'obrien@example.com');
				assert.ok(output(execution, 'List users').some((user) => user.id === id));
				assert.deepEqual(first('Update user').name, { givenName: 'Jane', familyName: 'Roe' });
				assert.equal(first('Replace user').userName, 'joan@example.com');
				assert.equal(first('Replace user').title, undefined, 'replaced as a whole');
				assert.deepEqual(
					first('Get group').members.map((/** @type {{ id: string }} */ member) => member.id),
					[id],
				);
				assert.deepEqual(
					output(execution, 'List groups').map(({ displayName }) => displayName),
					['Sales'],
				);
				assert.ok(!first('Remove members').members?.length);
				assert.equal(first('Deactivate user').active, false);
				assert.equal(first('Server').patch.supported, true);
				assert.ok(output(execution, 'Schemas').length >= 2);

				const seen = (await server.seen()).map((line) =>
					line.replace(/\/(Users|Groups)\/.+/, '/$1/{id}'),
				);
				assert.deepEqual([...new Set(seen)].sort(), REQUESTS);
				await client.request('DELETE', `/credentials/${credential.id}`);
				await server.stop();
			});
		});
	}
}

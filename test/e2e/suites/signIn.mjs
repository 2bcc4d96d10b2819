import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { CREDENTIAL, TRIGGER } from '../../../scripts/workflows.mjs';
import { chain, docusign, errorText, output } from '../support/workflow.mjs';

const HOUR = 3_600_000;
const ANSWER = { match: { path: '/oauth/token', times: null } };

/** @param {object} body */
const refusal = (body) => ({ ...ANSWER, do: { type: 'respond', status: 400, body } });

/** @param {string} description */
const invalidGrant = (description) =>
	refusal({ error: 'invalid_grant', error_description: description });

const anotherKey = () =>
	generateKeyPairSync('rsa', { modulusLength: 2048 })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString();

/**
 * What Docusign's token endpoint is known to answer: what is done to get it, the code, and what the
 * sentence has to say.
 * @type {[title: string, set: { consent?: object, fault?: object, clock?: number, fields?: () => Record<string, string> }, code: string, says: RegExp][]}
 */
const FAILURES = [
	[
		'consent_required',
		{ consent: { action: 'revoke' } },
		'DOCUSIGN_CONSENT_REQUIRED',
		/open http\S+\/oauth\/auth\?response_type=code\S+ and allow access/,
	],
	[
		'no_valid_keys_or_signatures',
		{ fields: () => ({ privateKey: anotherKey() }) },
		'DOCUSIGN_KEY_NOT_ACCEPTED',
		/Paste the private key of a key pair listed under Settings > Apps and Keys/,
	],
	[
		'issuer_not_found',
		{ fields: () => ({ integrationKey: randomUUID() }) },
		'DOCUSIGN_INTEGRATION_KEY_UNKNOWN',
		/Choose in 'Environment' where the app exists/,
	],
	[
		'user_not_found',
		{ fields: () => ({ userId: randomUUID() }) },
		'DOCUSIGN_USER_UNKNOWN',
		/'User ID' wants the API User ID/,
	],
	[
		'invalid_subject',
		{ fault: invalidGrant('invalid_subject') },
		'DOCUSIGN_USER_UNKNOWN',
		/'User ID' wants the API User ID/,
	],
	[
		'expired_grant',
		{ clock: 2 * HOUR },
		'DOCUSIGN_CLOCK_WRONG',
		/Set the clock of the computer n8n runs on/,
	],
	[
		'unauthorized_client',
		{ fault: invalidGrant('unauthorized_client') },
		'DOCUSIGN_CLIENT_NOT_ALLOWED',
		/Check in Settings > Apps and Keys > your app/,
	],
	[
		'invalid_scope',
		{ fields: () => ({ requestedScopes: 'signature impersonation users_read' }) },
		'DOCUSIGN_SCOPE_UNKNOWN',
		/Not documented: users_read\. Spell them exactly/,
	],
];

/** @param {() => import('../support/world.mjs').World} world */
export function signIn(world) {
	/** @param {Record<string, string>} [overrides] */
	async function testCredential(overrides) {
		const data = await world().sandbox.credential(overrides);
		const verdict = await world().client.testCredential({ ...CREDENTIAL, data });
		assert.doesNotMatch(verdict.message, /PRIVATE KEY|eyJ[\w-]+\./, 'no key or token is shown');
		return verdict;
	}

	describe('the credential window', () => {
		it('says that the connection works', async () => {
			await world().begin('openApi');
			assert.equal((await testCredential({})).status, 'OK');
			assert.equal((await testCredential({ apiContract: 'cursor' })).status, 'OK');
		});

		for (const [title, { consent, fault, clock, fields }, code, says] of FAILURES) {
			it(`says what to do about ${title}`, async () => {
				await world().begin('openApi');
				const { sandbox } = world();
				if (consent) await sandbox.control('POST', '/consent', consent);
				if (fault) await sandbox.control('POST', '/faults', fault);
				if (clock) await sandbox.control('POST', '/clock', { advanceMs: clock });
				const verdict = await testCredential(fields?.()).finally(async () => {
					if (clock) await sandbox.control('POST', '/clock', { advanceMs: -clock });
				});
				assert.equal(verdict.status, 'Error');
				assert.match(verdict.message, says);
				assert.match(verdict.message, new RegExp(`\\(${code}\\)$`));
			});
		}

		it('gives the link that grants missing consent', async () => {
			await world().begin('openApi');
			await world().sandbox.control('POST', '/consent', { action: 'revoke' });
			const { status, message } = await testCredential({});
			assert.equal(status, 'Error');
			assert.match(message, /consent/i);
			const link = message.match(/https?:\/\/\S+\/oauth\/auth\?\S+/)?.[0];
			assert.ok(link, `no consent link in: ${message}`);
			const { searchParams } = new URL(link);
			const {
				integrationKey,
				requestedScopes: scopes,
				redirectUri,
			} = await world().sandbox.credential();
			assert.equal(searchParams.get('response_type'), 'code');
			assert.equal(searchParams.get('client_id'), integrationKey);
			assert.equal(searchParams.get('redirect_uri'), redirectUri);
			assert.deepEqual(
				searchParams.get('scope')?.split(' ').sort(),
				scopes.split(' ').sort(),
				'the exact scopes',
			);
		});

		it('asks for the GUID of a user where an e-mail address is in its place', async () => {
			await world().begin('openApi');
			const { status, message } = await testCredential({ userId: 'admin@example.com' });
			assert.equal(status, 'Error');
			assert.match(message, /User ID/);
			assert.match(message, /e-?mail/i);
		});
	});

	/** Runs the check of the connection, which stores a token; returns whom it speaks for. */
	async function signedInAs() {
		const { client } = world();
		const node = docusign({ resource: 'connection', operation: 'check' });
		const { id } = await client.createWorkflow(chain('Who', [node]));
		const execution = await client.execute(id, TRIGGER);
		assert.equal(execution.status, 'success', errorText(execution));
		/** @type {Record<string, any>[]} */
		const rows = output(execution, 'Docusign');
		return rows.find(({ check }) => check === 'user')?.details?.user_id;
	}

	describe('a credential that has a token', () => {
		/** The fields as the editor has them, with blanks in the place of what is secret. */
		async function form() {
			const { data } = await world().client.request(
				'GET',
				`/credentials/${CREDENTIAL.id}?includeData=true`,
			);
			assert.match(data.accessToken, /^__n8n_BLANK_VALUE_/);
			return data;
		}

		/** @param {Record<string, string>} edits */
		const test = async (edits) =>
			await world().client.testCredential({ ...CREDENTIAL, data: { ...(await form()), ...edits } });

		it('is tested by signing in, with the fields as they are edited', async () => {
			await world().begin('openApi');
			await signedInAs();
			assert.equal((await test({})).status, 'OK');
			for (const [edits, code] of [
				[{ privateKey: anotherKey() }, 'DOCUSIGN_KEY_NOT_ACCEPTED'],
				[{ userId: randomUUID() }, 'DOCUSIGN_USER_UNKNOWN'],
				[{ integrationKey: randomUUID() }, 'DOCUSIGN_INTEGRATION_KEY_UNKNOWN'],
			]) {
				const { status, message } = await test(/** @type {Record<string, string>} */ (edits));
				assert.equal(status, 'Error', `${code}: ${message}`);
				assert.match(message, new RegExp(`\\(${code}\\)$`));
			}
			await world().sandbox.control('POST', '/consent', { action: 'revoke' });
			const { message } = await test({});
			assert.match(message, /\(DOCUSIGN_CONSENT_REQUIRED\)$/);
		});

		it('acts as the user who is entered, after an edit too', async () => {
			await world().begin('openApi');
			const { client, sandbox } = world();
			const { userId, integrationKey, requestedScopes: scopes } = await sandbox.credential();
			assert.equal(await signedInAs(), userId);
			const { users } = await sandbox.control('GET', '/users');
			const other = users.find(
				(/** @type {{ id: string, status: string }} */ { id, status }) =>
					id !== userId && status === 'active',
			);
			await sandbox.control('POST', '/consent', {
				action: 'grant',
				integrationKey,
				userId: other.id,
				scopes: scopes.split(' '),
			});
			const data = { ...(await form()), userId: other.id };
			await client.request('PATCH', `/credentials/${CREDENTIAL.id}`, { ...CREDENTIAL, data });
			assert.equal(await signedInAs(), other.id);
		});
	});
}

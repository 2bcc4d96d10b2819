import { generateKeyPairSync } from 'node:crypto';

import type { JwtCredential } from '../../../../sandbox';
import { CONTRACTS } from '../../../support/admin';
import { adminTrigger } from '../../../support/trigger';
import { watching, world } from './support';

/**
 * Who activates a workflow whose trigger cannot sign in is told so there and then. Where n8n does not try a
 * trigger at its activation, the first poll makes an execution with the error.
 */

const { start, pass } = world();

const anotherKey = () =>
	generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
		type: 'pkcs8',
		format: 'pem',
	}) as string;

const NOBODY = '7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';

const BROKEN: Array<[string, () => Partial<JwtCredential>, RegExp]> = [
	['a key of another pair', () => ({ privateKey: anotherKey() }), /\(DOCUSIGN_[A-Z_]+\)$/],
	['no key at all', () => ({ privateKey: 'none' }), /key/i],
	['a user whom nobody knows', () => ({ userId: NOBODY }), /user/i],
	['an unknown app', () => ({ integrationKey: NOBODY }), /DOCUSIGN_/],
];

describe.each(CONTRACTS)('a trigger that cannot sign in, on the %s contract', (contract) => {
	it.each(BROKEN)('is not activated, and says why: %s', async (_, credential, words) => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox), undefined, credential());
		await expect(trigger.viaEngine('activation')).rejects.toThrow(words);
		const { executions, errors } = await trigger.viaEngine('tick');
		expect(executions).toEqual([]);
		expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(words)]);
		expect(trigger.memory()).toEqual({});
	});

	it.each([0, 50])('nor activated again, with what is kept of %d minutes ago', async (minutes) => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		await trigger.viaEngine('activation');
		await trigger.drain();
		const before = JSON.stringify(trigger.memory());
		pass(minutes);
		const { integrationKey, userId } = sandbox.credential();
		sandbox.state.oauth.revokeConsent(integrationKey, userId);
		sandbox.state.oauth.expireAccessTokens();
		await expect(trigger.viaEngine('activation')).rejects.toThrow(/consent/i);
		const { errors } = await trigger.viaEngine('tick');
		expect(errors).toHaveLength(1);
		expect(JSON.stringify(trigger.memory())).toBe(before);
	});

	it('nor activated where Docusign signs in and its Admin API takes no token', async () => {
		const sandbox = await start();
		const trigger = adminTrigger(sandbox, contract, watching(sandbox));
		sandbox.faults.add({
			match: { path: /\/Management\//i, times: Infinity },
			do: { type: 'respond', status: 401, body: { error: 'unauthorized' } },
		});
		await expect(trigger.viaEngine('activation')).rejects.toThrow(/token/);
	});
});

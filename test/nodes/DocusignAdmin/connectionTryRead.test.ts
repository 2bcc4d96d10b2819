import { createFailure } from '../../../nodes/DocusignAdmin/api/errors/catalogue';
import { tryRead } from '../../../nodes/DocusignAdmin/connectionCheck/tryRead';
import type { AdminClient } from '../../../nodes/DocusignAdmin/api/client';

const ask = async (answer: () => Promise<unknown>, isCancelled = false) =>
	await tryRead(
		{ answer, isCancelled } as unknown as AdminClient,
		'getUsers',
		{ method: 'GET', path: '/' },
		{ organizationId: 'o-1' },
	);

const failing = (error: Error) => async () => await Promise.reject(error);

const signInFailure = Object.assign(new Error('No consent'), { name: 'NodeApiError' });

describe('a read that is tried', () => {
	it('gives the records with the headers', async () => {
		const answer = { records: [{ id: 'u-1' }], headers: { date: 'today' } };
		expect(await ask(async () => answer)).toBe(answer);
	});

	it.each([createFailure('DOCUSIGN_ACCESS_DENIED'), signInFailure])(
		'gives what went wrong as a value: %s',
		async (failure) => {
			expect(await ask(failing(failure))).toEqual({ failure });
		},
	);

	it('does not take a fault of ours for an answer', async () => {
		await expect(ask(failing(new TypeError('x is not a function')))).rejects.toThrow(TypeError);
	});

	it('ends when the run is cancelled', async () => {
		await expect(ask(failing(signInFailure), true)).rejects.toBe(signInFailure);
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import type { ICredentialDataDecryptedObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../../../../../nodes/shared/http';
import { sendThrough } from '../../../../../nodes/shared/n8n/requests/send';

interface Known {
	credentialsDecrypted: { data: ICredentialDataDecryptedObject };
}

/** What n8n does with a request's copy of the credential before it answers, by path. */
type SignIn = (data: ICredentialDataDecryptedObject) => Promise<unknown>;

function sending(credential: ICredentialDataDecryptedObject, signIns: Record<string, SignIn>) {
	const httpRequestWithAuthentication = async (
		_type: string,
		{ url }: { url: string },
		{ credentialsDecrypted }: Known,
	) => {
		const body = (await signIns[url](credentialsDecrypted.data)) ?? {};
		return { statusCode: 200, headers: {}, body };
	};
	const context = { helpers: { httpRequestWithAuthentication } };
	const send = sendThrough(context as unknown as IExecuteSingleFunctions, {
		credentialType: 'any',
		options: {},
		credential,
		timeLimit: () => 60_000,
	});
	return async (path: string, more: Partial<ApiRequest> = {}) =>
		await send({ method: 'GET', path, ...more });
}

describe('the credential that several requests share', () => {
	it('gets what a sign-in has filled in, all of it', async () => {
		const credential: ICredentialDataDecryptedObject = { accessToken: '', user: 'u' };
		const filledIn = { accessToken: 'new', issuedFor: 'u' };
		const send = sending(credential, {
			'/a': async (data) => await Promise.resolve(void Object.assign(data, filledIn)),
		});
		await send('/a');
		expect(credential).toEqual({ ...filledIn, user: 'u' });
	});

	it('is a copy for each request, which says with which token that one was sent', async () => {
		const credential: ICredentialDataDecryptedObject = { accessToken: 'old' };
		let end = () => undefined as void;
		const seen: unknown[] = [];
		const send = sending(credential, {
			'/slow': async (data) => {
				await new Promise<void>((resolve) => (end = resolve));
				seen.push(data.accessToken);
			},
			'/renewing': async (data) =>
				await Promise.resolve(void Object.assign(data, { accessToken: 'new' })),
		});
		const slow = send('/slow');
		await send('/renewing');
		end();
		await slow;
		expect(seen).toEqual(['old']);
	});

	it('keeps a newer token when a request ends that went with the older one', async () => {
		const credential: ICredentialDataDecryptedObject = { accessToken: 'old' };
		let end = () => undefined as void;
		const send = sending(credential, {
			'/slow': async () => await new Promise<void>((resolve) => (end = resolve)),
			'/renewing': async (data) =>
				await Promise.resolve(void Object.assign(data, { accessToken: 'new' })),
		});
		const slow = send('/slow');
		await send('/renewing');
		end();
		await slow;
		expect(credential.accessToken).toBe('new');
	});
});

describe('what comes back', () => {
	const names = ['old', 'new', 'refresh', 'client'];
	const [old, renewed, refresh, client] = names.map((name) => `${name}-${'x'.repeat(12)}`);
	const signedIn = (): ICredentialDataDecryptedObject => ({
		clientSecret: client,
		oauthTokenData: { access_token: old, refresh_token: refresh, token_type: 'Bearer' },
	});
	const echo = { said: [old, renewed, refresh, client, 'Bearer'].join(' ') };
	const renew = async (data: ICredentialDataDecryptedObject) =>
		await Promise.resolve(
			void Object.assign(data, { oauthTokenData: { access_token: renewed, token_type: 'Bearer' } }),
		);

	it('holds none of the secrets that were in use, the renewed token neither', async () => {
		const send = sending(signedIn(), {
			'/a': async (data) => {
				await renew(data);
				return echo;
			},
		});
		expect((await send('/a')) as unknown).toMatchObject({
			body: { said: '*** *** *** *** Bearer' },
		});
	});

	it.each([`"${old}"`, ` Bearer ${old} `, `'bearer "${old}"'`])(
		'holds none that was entered with more than itself: %j',
		async (bearerToken) => {
			const send = sending({ bearerToken }, { '/a': async () => Promise.resolve({ said: old }) });
			expect((await send('/a')) as unknown).toMatchObject({ body: { said: '***' } });
		},
	);

	it('holds none where the engine has made an error of the answer', async () => {
		const error = { httpCode: '400', context: { data: echo } };
		const send = sending(signedIn(), {
			'/a': async (data) => {
				await renew(data);
				throw Object.assign(new Error('Refused'), error);
			},
		});
		expect((await send('/a')) as unknown).toMatchObject({
			status: 400,
			body: { said: '*** *** *** *** Bearer' },
		});
	});

	it('holds none where it is an error of the sign-in', async () => {
		const send = sending(
			{ accessToken: old },
			{
				'/a': async () =>
					await Promise.reject(
						Object.assign(new Error(`No: ${old}`), { description: encodeURIComponent(old) }),
					),
			},
		);
		await expect(send('/a')).rejects.toMatchObject({ message: 'No: ***', description: '***' });
	});
});

describe('a body that is read as it arrives', () => {
	const token = ['made', 'for', 'this', 'test'].join('-');
	const textReader = () => {
		const parts: string[] = [];
		return {
			take: (bytes: Uint8Array) => void parts.push(Buffer.from(bytes).toString()),
			end: () => ({ text: parts.join('') }),
		};
	};
	const sendingBody = (body: unknown) =>
		sending({ accessToken: token }, { '/file': async () => await Promise.resolve(body) });

	it('does not hold the secrets of the credential either', async () => {
		const send = sendingBody(Readable.from([Buffer.from(`x ${token} y`)]));
		expect(await send('/file', { reader: textReader })).toMatchObject({
			status: 200,
			body: { text: 'x *** y' },
		});
	});

	it('is cut off where the connection is, and who reads it is asked for nothing', async () => {
		const end = jest.fn();
		const body = Readable.from(
			(function* () {
				yield Buffer.from('half');
				throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
			})(),
		);
		const answer = await sendingBody(body)('/file', { reader: () => ({ take() {}, end }) });
		expect(answer).toEqual({ reason: 'the answer was cut off' });
		expect(end).not.toHaveBeenCalled();
	});

	it('is closed where its reader has enough, and not read any further', async () => {
		const given: number[] = [];
		const body = Readable.from(
			(function* () {
				for (let n = 0; n < 100; n++) {
					given.push(n);
					yield Buffer.from(String(n));
				}
			})(),
			{ highWaterMark: 1 },
		);
		const taken: string[] = [];
		const reader = () => ({
			take: (bytes: Uint8Array) => void taken.push(Buffer.from(bytes).toString()),
			hasEnough: () => taken.length === 2,
			end: () => taken.join(),
		});
		expect(await sendingBody(body)('/file', { reader })).toMatchObject({ body: '0,1' });
		expect(body.destroyed).toBe(true);
		expect(given.length).toBeLessThan(5);
	});

	it('is closed where its reader fails, whose error it is', async () => {
		const body = Readable.from([Buffer.from('a'), Buffer.from('b')]);
		const problem = new Error('no such column');
		const reader = () => ({
			take() {
				throw problem;
			},
			end() {},
		});
		await expect(sendingBody(body)('/file', { reader })).rejects.toBe(problem);
		expect(body.destroyed).toBe(true);
	});
});

import type { ICredentialDataDecryptedObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { sendThrough } from '../../../../nodes/shared/n8n/send';

interface Known {
	credentialsDecrypted: { data: ICredentialDataDecryptedObject };
}

/** What n8n does with a request's copy of the credential before it answers, by path. */
type SignIn = (data: ICredentialDataDecryptedObject) => Promise<void>;

function sending(credential: ICredentialDataDecryptedObject, signIns: Record<string, SignIn>) {
	const httpRequestWithAuthentication = async (
		_type: string,
		{ url }: { url: string },
		{ credentialsDecrypted }: Known,
	) => {
		await signIns[url](credentialsDecrypted.data);
		return { statusCode: 200, headers: {}, body: {} };
	};
	const context = { helpers: { httpRequestWithAuthentication } };
	const send = sendThrough(context as unknown as IExecuteSingleFunctions, {
		credentialType: 'any',
		options: {},
		credential,
		timeLimit: () => 60_000,
	});
	return async (path: string) => await send({ method: 'GET', path });
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

import { generateKeyPairSync, type KeyObject } from 'node:crypto';

import { DocusignAuthError } from '../../../credentials/shared/authError';

export const CLIENT_ID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
export const USER_ID = '6fa459ea-ee8a-4ca4-894e-db77e160355e';
export const REDIRECT_URI = 'https://n8n.example.com/rest/oauth2-credential/callback';

export interface TestKey {
	privateKey: KeyObject;
	publicKey: KeyObject;
	pkcs1: string;
	pkcs8: string;
}

export function generateRsaKey(modulusLength = 2048): TestKey {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
	return {
		privateKey,
		publicKey,
		pkcs1: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
		pkcs8: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

/** One key a test file: making one takes a moment. */
export const rsaKey = generateRsaKey();

/** What n8n hands to `preAuthentication` for a filled-in credential. */
export function credentialData(changes: Record<string, unknown> = {}) {
	return {
		environment: 'production',
		apiContract: 'openApi',
		tokenSubject: 'user',
		integrationKey: CLIENT_ID,
		userId: USER_ID,
		privateKey: rsaKey.pkcs1,
		requestedScopes: 'signature impersonation organization_read',
		redirectUri: REDIRECT_URI,
		accessToken: '',
		...changes,
	};
}

/** The sign-in error that something ends with; anything else is the test's failure. */
export async function authError(run: () => unknown): Promise<DocusignAuthError> {
	try {
		await run();
	} catch (error) {
		if (error instanceof DocusignAuthError) return error;
		expect(error).toBeInstanceOf(DocusignAuthError);
	}
	throw new TypeError('Expected a sign-in error, but none was thrown');
}

/** That no eight characters in a row of a secret's longer words stand in a text. */
export function expectNothingOf(secret: string, text: string): void {
	const leaked = secret
		.split(/[\s-]+/)
		.filter((word) => word.length >= 16)
		.flatMap((word) =>
			Array.from({ length: word.length - 7 }, (_, at) => word.slice(at, at + 8)).filter((part) =>
				text.includes(part),
			),
		);
	expect(leaked).toEqual([]);
}

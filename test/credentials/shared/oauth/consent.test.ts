import fc from 'fast-check';

import {
	adminConsentUrl,
	CONSENT_PAGE,
	consentSteps,
	consentUrl,
	type ConsentSettings,
} from '../../../../credentials/shared/oauth/consent';
import { KNOWN_SCOPES } from '../../../../credentials/shared/scopes';
import { parseConsentUrl } from '../../support/consentLink';
import { CLIENT_ID, REDIRECT_URI, USER_ID } from '../../support/jwt';

const settings: ConsentSettings = {
	oauthBaseUrl: 'https://account-d.docusign.com',
	integrationKey: CLIENT_ID,
	redirectUri: REDIRECT_URI,
	scopes: ['signature', 'user_read'],
	tokenSubject: 'user',
	userId: USER_ID,
};

const requests = fc.record({
	oauthBaseUrl: fc.constantFrom(
		'https://account.docusign.com',
		'https://account-d.docusign.com',
		'http://127.0.0.1:8080',
	),
	integrationKey: fc.uuid(),
	redirectUri: fc.webUrl({ withQueryParameters: true }),
	scopes: fc.uniqueArray(fc.constantFrom(...KNOWN_SCOPES), { minLength: 1 }),
});

describe('a consent link', () => {
	it('is spelled as Docusign expects it', () => {
		expect(consentUrl(settings)).toBe(
			`https://account-d.docusign.com/oauth/auth?response_type=code&scope=signature%20user_read&client_id=${CLIENT_ID}&redirect_uri=https%3A%2F%2Fn8n.example.com%2Frest%2Foauth2-credential%2Fcallback`,
		);
		expect(adminConsentUrl(settings)).toBe(
			`https://account-d.docusign.com/oauth/auth?response_type=code&scope=openid&admin_consent_scope=signature%20user_read&client_id=${CLIENT_ID}&redirect_uri=https%3A%2F%2Fn8n.example.com%2Frest%2Foauth2-credential%2Fcallback`,
		);
	});

	it.each([
		['individual', consentUrl],
		['organization', adminConsentUrl],
	] as const)('for %s consent reads back as what it was made of', (kind, makeUrl) => {
		fc.assert(
			fc.property(requests, (request) => {
				const link = makeUrl(request);
				expect(parseConsentUrl(link)).toEqual({ ...request, kind, responseType: 'code' });
				expect(link).not.toMatch(/[\s+'()"<>]/);
			}),
		);
	});
});

function links(text: string): string[] {
	return text.match(/https?:\/\/\S+\/oauth\/auth\S+/g) ?? [];
}

describe('the steps to consent', () => {
	it('name the user and hold the one link, ready to be opened', () => {
		const steps = consentSteps(settings);
		expect(steps).toContain(`API User ID ${USER_ID}`);
		expect(steps).toContain('Connected Apps');
		expect(links(steps).map(parseConsentUrl)).toEqual([
			expect.objectContaining({
				kind: 'individual',
				scopes: ['signature', 'user_read', 'impersonation'],
				redirectUri: REDIRECT_URI,
			}),
		]);
	});

	it('are for an administrator only when the token is for the application', () => {
		const steps = consentSteps({ ...settings, tokenSubject: 'application', userId: undefined });
		expect(steps).not.toContain('API User ID');
		expect(links(steps).map(parseConsentUrl)).toEqual([
			expect.objectContaining({ kind: 'organization', scopes: ['user_read'] }),
		]);
	});

	it.each(['', 'n8n.example.com/callback', 'https://', 'https://a b.example.com'])(
		'ask for a redirect URI when it is %j',
		(redirectUri) => {
			const steps = consentSteps({ ...settings, redirectUri });
			expect(links(steps)).toEqual([]);
			expect(steps).toContain("'Redirect URI'");
			expect(steps).toContain(`such as ${CONSENT_PAGE}.`);
			expect(steps).not.toContain('oauth2-credential');
		},
	);
});

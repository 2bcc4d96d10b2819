import { readJwtSettings } from '../../../../credentials/shared/jwt/jwtSettings';
import { authError, credentialData, CLIENT_ID, rsaKey, USER_ID } from '../../support/jwt';

describe("a credential's fields", () => {
	it('become settings', () => {
		expect(
			readJwtSettings(credentialData({ requestedScopes: 'signature,user_read' })),
		).toMatchObject({
			oauthBaseUrl: 'https://account.docusign.com',
			audience: 'account.docusign.com',
			integrationKey: CLIENT_ID,
			userId: USER_ID,
			tokenSubject: 'user',
			scopes: ['signature', 'user_read'],
			redirectUri: 'https://n8n.example.com/rest/oauth2-credential/callback',
		});
	});

	it('may be surrounded by what copying adds', () => {
		const data = credentialData({
			integrationKey: ` {${CLIENT_ID.toUpperCase()}} `,
			userId: `"${USER_ID}"\n`,
		});
		expect(readJwtSettings(data)).toMatchObject({
			integrationKey: CLIENT_ID.toUpperCase(),
			userId: USER_ID,
		});
	});

	it('need no user for an application token, and ignore one', () => {
		for (const userId of ['', 'name@example.com', undefined]) {
			const data = credentialData({ tokenSubject: 'application', userId });
			expect(readJwtSettings(data).userId).toBeUndefined();
		}
	});

	it.each([
		['integrationKey', '', 'DOCUSIGN_INTEGRATION_KEY_BLANK'],
		['integrationKey', undefined, 'DOCUSIGN_INTEGRATION_KEY_BLANK'],
		['integrationKey', 'name@example.com', 'DOCUSIGN_INTEGRATION_KEY_IS_EMAIL'],
		['integrationKey', 'abc', 'DOCUSIGN_INTEGRATION_KEY_NOT_GUID'],
		['integrationKey', `${CLIENT_ID}0`, 'DOCUSIGN_INTEGRATION_KEY_NOT_GUID'],
		['userId', ' ', 'DOCUSIGN_USER_ID_BLANK'],
		['userId', 'name@example.com', 'DOCUSIGN_USER_ID_IS_EMAIL'],
		['userId', '12345678', 'DOCUSIGN_USER_ID_IS_ACCOUNT'],
		['userId', 'Jane Doe', 'DOCUSIGN_USER_ID_NOT_GUID'],
		['userId', CLIENT_ID.toUpperCase(), 'DOCUSIGN_USER_ID_IS_INTEGRATION_KEY'],
		['tokenSubject', 'group', 'DOCUSIGN_TOKEN_SUBJECT_UNKNOWN'],
		['requestedScopes', ' ,', 'DOCUSIGN_SCOPES_BLANK'],
		['privateKey', '', 'DOCUSIGN_KEY_BLANK'],
		['privateKey', rsaKey.pkcs1.slice(0, 200), 'DOCUSIGN_KEY_TRUNCATED'],
		['environment', 'test', 'DOCUSIGN_ENVIRONMENT_UNKNOWN'],
	])('are refused when %s is %j', async (field, value, code) => {
		const error = await authError(() => readJwtSettings(credentialData({ [field]: value })));
		expect(error.docusignCode).toBe(code);
	});
});

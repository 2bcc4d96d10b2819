import {
	assertionScopes,
	consentScopes,
	DEFAULT_SCOPES,
	parseScopes,
	requestedScopes,
	unknownScopes,
} from '../../../credentials/shared/scopes';

describe('scopes', () => {
	it.each([
		['signature impersonation', ['signature', 'impersonation']],
		['signature,impersonation', ['signature', 'impersonation']],
		[' signature ;\n impersonation\t', ['signature', 'impersonation']],
		['signature+impersonation', ['signature', 'impersonation']],
		['signature%20impersonation%2Buser_read', ['signature', 'impersonation', 'user_read']],
		['"signature impersonation"', ['signature', 'impersonation']],
		['signature signature', ['signature']],
		['', []],
		[' , ', []],
	])('are read from %j', (text, scopes) => {
		expect(parseScopes(text)).toEqual(scopes);
	});

	it('are all known by default', () => {
		expect(unknownScopes(parseScopes(DEFAULT_SCOPES))).toEqual([]);
	});

	it('are named when Docusign documents none like it', () => {
		expect(unknownScopes(['users_read', 'user_read', 'connect_org_read'])).toEqual(['users_read']);
	});

	it('of a user token stay as they are, but consent needs impersonation too', () => {
		expect(assertionScopes(['user_read'], 'user')).toEqual(['user_read']);
		expect(consentScopes(['user_read'], 'user')).toEqual(['user_read', 'impersonation']);
		expect(consentScopes(['impersonation', 'user_read'], 'user')).toEqual([
			'impersonation',
			'user_read',
		]);
	});

	it('of an application token leave out what only users can do', () => {
		const scopes = ['signature', 'impersonation', 'user_read'];
		expect(assertionScopes(scopes, 'application')).toEqual(['user_read']);
		expect(consentScopes(scopes, 'application')).toEqual(['user_read']);
	});
});

describe('the scopes that a credential asks for', () => {
	it.each([
		[{ requestedScopes: 'user_read' }, 'user_read'],
		[{ requestedScopes: 'user_read', scopes: 'user_write' }, 'user_read'],
		[{ requestedScopes: '', scopes: 'user_write' }, ''],
		// As early versions of the credential named the field.
		[{ scopes: 'signature, user_write' }, 'signature, user_write'],
		// What n8n's credential window writes into a field of that name.
		[{ scopes: 'agent:create,agent:read' }, undefined],
		[{ scopes: ['credential:read'] }, undefined],
		[{}, undefined],
	])('of %j are %j', (data, scopes) => {
		expect(requestedScopes(data)).toBe(scopes);
	});
});

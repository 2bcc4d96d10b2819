import {
	ADMIN_BASE_URL_EXPRESSION,
	KNOWN_HOSTS,
	resolveHosts,
	type HostSettings,
} from '../../../credentials/shared/hosts';
import { createEngine } from '../../support/engine';
import { emptyNode } from '../support/engine';
import { authError } from '../support/jwt';

const custom = (oauthBaseUrl: unknown, adminBaseUrl: unknown): HostSettings => ({
	environment: 'custom',
	oauthBaseUrl,
	adminBaseUrl,
});

const OAUTH = 'https://sign-in.example.com';
const ADMIN = 'https://api.example.com/Management';

describe('the hosts of an environment', () => {
	it('are the production ones unless another is chosen', () => {
		expect(resolveHosts({})).toEqual({
			oauthBaseUrl: 'https://account.docusign.com',
			adminBaseUrl: 'https://api.docusign.net/Management',
			audience: 'account.docusign.com',
		});
	});

	it('are the developer ones in Demo, whatever else the fields still hold', () => {
		expect(resolveHosts({ ...custom(OAUTH, ADMIN), environment: 'demo' })).toEqual({
			oauthBaseUrl: 'https://account-d.docusign.com',
			adminBaseUrl: 'https://api-d.docusign.net/Management',
			audience: 'account-d.docusign.com',
		});
	});

	it('are taken as entered in Custom, without blanks and closing slashes', () => {
		expect(resolveHosts(custom(` ${OAUTH}// `, `${ADMIN}/`))).toEqual({
			oauthBaseUrl: OAUTH,
			adminBaseUrl: ADMIN,
			audience: 'sign-in.example.com',
		});
	});

	it.each([
		['http://127.0.0.1:8080', '127.0.0.1:8080'],
		['http://localhost:3000', 'localhost:3000'],
		['http://[::1]:9', '[::1]:9'],
		['https://sign-in.example.com:8443', 'sign-in.example.com:8443'],
		['https://sign-in.example.com:443', 'sign-in.example.com'],
	])('give %s the audience %s', (oauthBaseUrl, audience) => {
		expect(resolveHosts(custom(oauthBaseUrl, ADMIN)).audience).toBe(audience);
	});

	it.each([
		[
			'an unknown environment',
			{ environment: 'stage' },
			'DOCUSIGN_ENVIRONMENT_UNKNOWN',
			'Environment',
		],
		['no address', custom('', ADMIN), 'DOCUSIGN_HOST_BLANK', 'OAuth Base URL'],
		['no address at all', custom(OAUTH, undefined), 'DOCUSIGN_HOST_BLANK', 'Admin Base URL'],
		[
			'a host alone',
			custom('account.docusign.com', ADMIN),
			'DOCUSIGN_HOST_NOT_A_URL',
			'OAuth Base URL',
		],
		[
			'another scheme',
			custom('ftp://example.com', ADMIN),
			'DOCUSIGN_HOST_NOT_A_URL',
			'OAuth Base URL',
		],
		['no host', custom(OAUTH, 'https://'), 'DOCUSIGN_HOST_NOT_A_URL', 'Admin Base URL'],
		[
			'plain http',
			custom('http://sign-in.example.com', ADMIN),
			'DOCUSIGN_HOST_NOT_HTTPS',
			'OAuth Base URL',
		],
		[
			'plain http to a lookalike',
			custom(OAUTH, 'http://127.0.0.1.example.com'),
			'DOCUSIGN_HOST_NOT_HTTPS',
			'Admin Base URL',
		],
		[
			'plain http to a lookalike name',
			custom('http://localhost.example.com', ADMIN),
			'DOCUSIGN_HOST_NOT_HTTPS',
			'OAuth Base URL',
		],
		[
			'a user name',
			custom('https://me@example.com', ADMIN),
			'DOCUSIGN_HOST_WITH_LOGIN',
			'OAuth Base URL',
		],
		[
			'a password',
			custom(OAUTH, 'https://me:pass@example.com'),
			'DOCUSIGN_HOST_WITH_LOGIN',
			'Admin Base URL',
		],
		['a query', custom(OAUTH, `${ADMIN}?a=b`), 'DOCUSIGN_HOST_WITH_QUERY', 'Admin Base URL'],
		['an empty query', custom(OAUTH, `${ADMIN}?`), 'DOCUSIGN_HOST_WITH_QUERY', 'Admin Base URL'],
		['a fragment', custom(`${OAUTH}#top`, ADMIN), 'DOCUSIGN_HOST_WITH_QUERY', 'OAuth Base URL'],
		[
			'the token address',
			custom(`${OAUTH}/oauth/token`, ADMIN),
			'DOCUSIGN_HOST_WITH_OAUTH_PATH',
			'OAuth Base URL',
		],
		['a version', custom(OAUTH, `${ADMIN}/v2`), 'DOCUSIGN_HOST_WITH_VERSION', 'Admin Base URL'],
		[
			'a version and slash',
			custom(OAUTH, `${ADMIN}/v2.1/`),
			'DOCUSIGN_HOST_WITH_VERSION',
			'Admin Base URL',
		],
		[
			'the SCIM address',
			custom(OAUTH, 'https://account.docusign.com/scim/v2'),
			'DOCUSIGN_HOST_IS_SCIM',
			'Admin Base URL',
		],
		[
			'a SCIM address behind a gateway',
			custom(OAUTH, 'https://gateway.example.com/scim'),
			'DOCUSIGN_HOST_IS_SCIM',
			'Admin Base URL',
		],
		[
			'the eSignature API',
			custom(OAUTH, 'https://na1.docusign.net/restapi'),
			'DOCUSIGN_HOST_IS_ESIGNATURE',
			'Admin Base URL',
		],
		...[
			'https://account-d.docusign.net',
			'https://account.docusign.net',
			'https://api.docusign.net',
			'https://api-d.docusign.com',
			'https://demo.docusign.net',
			'https://NA4.docusign.net',
			'https://admindemo.docusign.com',
		].map((address): [string, HostSettings, string, string] => [
			`no tokens: ${address}`,
			custom(address, 'https://gateway.example.com/Management'),
			'DOCUSIGN_HOST_ISSUES_NO_TOKENS',
			'OAuth Base URL',
		]),
		...[
			'https://api-d.docusign.com/Management',
			'https://account-d.docusign.com/Management',
			'https://account-d.docusign.net',
			'https://demo.docusign.net/Management',
			'https://eu.docusign.net/Management',
			'https://admin.docusign.com',
		].map((address): [string, HostSettings, string, string] => [
			`no Admin API: ${address}`,
			custom('https://gateway.example.com', address),
			'DOCUSIGN_HOST_IS_NOT_ADMIN',
			'Admin Base URL',
		]),
		[
			'production sign-in for demo',
			custom(KNOWN_HOSTS.production.oauthBaseUrl, KNOWN_HOSTS.demo.adminBaseUrl),
			'DOCUSIGN_HOSTS_MIXED',
			'Admin Base URL',
		],
		[
			'demo sign-in for production',
			custom(KNOWN_HOSTS.demo.oauthBaseUrl, KNOWN_HOSTS.production.adminBaseUrl),
			'DOCUSIGN_HOSTS_MIXED',
			'Admin Base URL',
		],
	])('are refused with %s', async (_, settings, code, field) => {
		const error = await authError(() => resolveHosts(settings));
		expect(error.docusignCode).toBe(code);
		expect(error.message).toContain(`'${field}'`);
	});
});

describe('a host of Docusign that nobody here knows', () => {
	it.each([
		['https://account-s.docusign.com', 'https://api-s.docusign.net/Management'],
		['https://account.docusign.example', 'https://api-new.docusign.net/Management'],
		['https://account.eu.docusign.com', 'https://apps.docusign.example.com/Management'],
	])('is taken as it is: %s, %s', (oauth, admin) => {
		expect(resolveHosts(custom(oauth, admin))).toMatchObject({
			oauthBaseUrl: oauth,
			adminBaseUrl: admin,
		});
	});
});

describe("the expression for a node's base URL", () => {
	it.each<[string, HostSettings]>([
		['production', { environment: 'production' }],
		['demo', { environment: 'demo' }],
		['custom', custom(OAUTH, ` ${ADMIN}// `)],
	])('gives in real n8n what the credential resolves to: %s', async (_, settings) => {
		const { workflow, node } = createEngine({
			nodeType: emptyNode,
			credentialTypes: [],
			credentials: {},
			parameters: {},
		});
		await workflow.expression.acquireIsolate();
		const value = workflow.expression.getSimpleParameterValue(
			node,
			ADMIN_BASE_URL_EXPRESSION,
			'internal',
			{ $credentials: settings },
		);
		await workflow.expression.releaseIsolate();
		expect(value).toBe(resolveHosts(settings).adminBaseUrl);
	});
});

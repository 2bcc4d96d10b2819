import { consentScopes, type TokenSubject } from '../scopes';

/** Docusign's consent: a page that a user, or an administrator for many, has to agree on once. */

/** Docusign's own page to lead to after consent: it says that it was given, and does nothing with the code. */
export const CONSENT_PAGE = 'https://developers.docusign.com/platform/auth/consent';

export interface ConsentRequest {
	/** Such as https://account.docusign.com, without a trailing slash. */
	oauthBaseUrl: string;
	integrationKey: string;
	/** One that is registered with the integration key, letter by letter. */
	redirectUri: string;
	scopes: readonly string[];
}

export interface ConsentSettings {
	oauthBaseUrl: string;
	integrationKey: string;
	redirectUri: string;
	scopes: readonly string[];
	tokenSubject: TokenSubject;
	/** Left out for an application token. */
	userId?: string;
}

/** The link with which one user gives consent for himself. */
export function consentUrl({ oauthBaseUrl, integrationKey, redirectUri, scopes }: ConsentRequest) {
	return authorizeUrl(oauthBaseUrl, {
		response_type: 'code',
		scope: scopes.join(' '),
		client_id: integrationKey,
		redirect_uri: redirectUri,
	});
}

/** The link with which an organization administrator gives consent for all users of its domains. */
export function adminConsentUrl(request: ConsentRequest): string {
	return authorizeUrl(request.oauthBaseUrl, {
		response_type: 'code',
		scope: 'openid',
		admin_consent_scope: request.scopes.join(' '),
		client_id: request.integrationKey,
		redirect_uri: request.redirectUri,
	});
}

/**
 * What to do when Docusign answers `consent_required`, in two short lines of which the first holds the one
 * link. A node makes its description of them.
 */
export function consentSteps(settings: ConsentSettings): string {
	return linesFor(settings).join('\n');
}

function linesFor(settings: ConsentSettings): [open: string, then: string] {
	const problem = redirectUriProblem(settings.redirectUri);
	if (problem !== undefined) {
		return [problem, 'Then test again: the message has the link to open.'];
	}
	const scopes = consentScopes(settings.scopes, settings.tokenSubject);
	const request = { ...settings, scopes };
	if (settings.tokenSubject === 'application') {
		return [
			`As an organization administrator, open ${adminConsentUrl(request)} and allow access.`,
			'Then test again. For an app of the same organization, Docusign Admin > Connected Apps > Authorize Application does it too.',
		];
	}
	return [
		`Signed in to Docusign as the user with API User ID ${settings.userId}, open ${consentUrl(request)} and allow access.`,
		'Then test again, whatever page follows. An administrator can consent for all users of claimed domains in Docusign Admin > Connected Apps.',
	];
}

/** Why no link can be made, or undefined when one can. */
function redirectUriProblem(redirectUri: string): string | undefined {
	const advice = `one that is registered with the integration key (Settings > Apps and Keys > your app > Redirect URIs), such as ${CONSENT_PAGE}.`;
	if (redirectUri === '') return `Enter in 'Redirect URI' ${advice}`;
	if (!/^https?:\/\/\S+$/i.test(redirectUri) || !URL.canParse(redirectUri)) {
		return `'Redirect URI' is not a web address. Enter ${advice}`;
	}
	return undefined;
}

function authorizeUrl(oauthBaseUrl: string, parameters: Record<string, string>): string {
	const query = Object.entries(parameters).map(([name, value]) => `${name}=${encode(value)}`);
	return `${oauthBaseUrl}/oauth/auth?${query.join('&')}`;
}

/** Blanks become %20, since Docusign takes an escaped `+` for part of a scope's name. */
function encode(value: string): string {
	return encodeURIComponent(value).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

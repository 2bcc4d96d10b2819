import { consentScopes, type TokenSubject } from '../scopes';

/** Docusign's consent: a page that a user, or an administrator for many, has to agree on once. */

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

/** What to do when Docusign answers `consent_required`: who opens which link, and the other way. */
export function consentSteps(settings: ConsentSettings): string {
	const problem = redirectUriProblem(settings.redirectUri);
	if (problem !== undefined) return problem;

	const request = {
		...settings,
		scopes: consentScopes(settings.scopes, settings.tokenSubject),
	};
	if (settings.tokenSubject === 'application') {
		return `An application token needs an administrator's consent first: an organization administrator authorizes the app with these scopes in Docusign Admin > Connected Apps > Authorize Application or, when the app belongs to another organization, opens ${adminConsentUrl(request)}.`;
	}
	const administrator = `an organization administrator opens ${adminConsentUrl(request)} or, when the app belongs to the same organization, authorizes it in Docusign Admin > Connected Apps > Authorize Application.`;
	return [
		`Sign in to Docusign as the user with API User ID ${settings.userId} (not as another user with the same email), open ${consentUrl(request)} and allow access; then try again here, whatever page follows: n8n's own callback page says "Failed to connect" although consent was given.`,
		`To consent for all users of the organization's claimed domains instead, ${administrator}`,
	].join(' ');
}

/** Why no link can be made, or undefined when one can. */
function redirectUriProblem(redirectUri: string): string | undefined {
	const advice =
		'a redirect URI that is registered with the integration key in Docusign (Settings > Apps and Keys > your app > Redirect URIs), such as https://your-n8n.example.com/rest/oauth2-credential/callback, and try again to get the link to open.';
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

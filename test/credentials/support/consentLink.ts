import type { ConsentRequest } from '../../../credentials/shared/oauth/consent';

export interface ParsedConsent extends ConsentRequest {
	/** `individual`: for the user who opens it. `organization`: for all users of claimed domains. */
	kind: 'individual' | 'organization';
	responseType: string;
}

/** Reads either kind of link back. */
export function parseConsentUrl(link: string): ParsedConsent {
	const url = new URL(link);
	const value = (name: string) => url.searchParams.get(name) ?? '';
	const forOrganization = url.searchParams.has('admin_consent_scope');
	return {
		kind: forOrganization ? 'organization' : 'individual',
		oauthBaseUrl: url.origin + url.pathname.replace(/\/oauth\/auth$/, ''),
		responseType: value('response_type'),
		scopes: value(forOrganization ? 'admin_consent_scope' : 'scope').split(' '),
		integrationKey: value('client_id'),
		redirectUri: value('redirect_uri'),
	};
}

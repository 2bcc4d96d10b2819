/** Scopes of Docusign tokens, as space-separated lists (RFC 6749 section 3.3). */

export type TokenSubject = 'user' | 'application';

export const DEFAULT_SCOPES =
	'signature impersonation organization_read user_read user_write account_read permission_read group_read';

/** `extended` lets a connection live on for 30 days after each use, instead of 30 days in all. */
export const OAUTH2_DEFAULT_SCOPES = `${DEFAULT_SCOPES} extended`;

/**
 * n8n expression for the scopes a connection asks for, from the field 'Scopes'. n8n takes a comma
 * for the separator wherever it finds one, and Docusign wants blanks.
 */
export const SCOPE_EXPRESSION =
	'={{ String($self["requestedScopes"] ?? "").replace(/%20|%2B|[\\s,;+]+/gi, " ").trim() }}';

/** Names that Docusign documents. Others are sent as they are, since Docusign adds new ones. */
export const KNOWN_SCOPES: readonly string[] = [
	'account_read',
	'account_write',
	'asset_group_account_clone_read',
	'asset_group_account_clone_write',
	'asset_group_account_read',
	'domain_read',
	'extended',
	'group_read',
	'identity_provider_read',
	'impersonation',
	'openid',
	'organization_read',
	'organization_sub_account_read',
	'organization_sub_account_write',
	'permission_read',
	'signature',
	'user_data_redact',
	'user_read',
	'user_write',
];

/** A list as pasted from a link, a document or a spreadsheet, without repeats, in its order. */
export function parseScopes(text: string): string[] {
	const names = text.replace(/%20|%2B/gi, ' ').split(/[\s,;+"'`]+/);
	return [...new Set(names.filter((name) => name !== ''))];
}

/** Acting for a user, and the eSignature API, which refuses application tokens. */
const USER_ONLY_SCOPES = new Set(['impersonation', 'signature']);

/** An application token is asked for without what only a user's token can be used for. */
export function assertionScopes(scopes: readonly string[], subject: TokenSubject): string[] {
	return scopes.filter((scope) => subject === 'user' || !USER_ONLY_SCOPES.has(scope));
}

/** A user token is granted only to an app whose consent covers `impersonation` as well. */
export function consentScopes(scopes: readonly string[], subject: TokenSubject): string[] {
	const asked = assertionScopes(scopes, subject);
	return subject === 'application' || asked.includes('impersonation')
		? asked
		: [...asked, 'impersonation'];
}

/** Those that Docusign does not document: a misspelling, or a new one. */
export function unknownScopes(scopes: readonly string[]): string[] {
	const known = new Set(KNOWN_SCOPES);
	return scopes.filter((scope) => !known.has(scope) && !scope.startsWith('connect_org_'));
}

/** A list of scopes and nothing else: n8n writes lists of its own, with colons, into a field named `scopes`. */
const PLAIN = /^[\w\s,;+%]*$/;

/**
 * The scopes that a credential asks for, as entered. Credentials made by early versions have them in `scopes`,
 * a name which n8n's credential window uses for something else.
 */
export function requestedScopes({
	requestedScopes: asked,
	scopes: former,
}: {
	requestedScopes?: unknown;
	scopes?: unknown;
}): string | undefined {
	if (asked !== undefined && asked !== null) return String(asked);
	return typeof former === 'string' && PLAIN.test(former) ? former : undefined;
}

import { check, DocusignAuthError, type ErrorRow } from '../authError';
import { fieldText } from '../fieldText';
import { resolveHosts, type Hosts } from '../hosts';
import { loadPrivateKey, type SigningKey } from './privateKey';
import { parseScopes, requestedScopes, type TokenSubject } from '../scopes';
import { FIELD_ROWS } from '../settingErrors';

/** A credential whose fields have been checked, ready to sign in with. */
export interface JwtSettings extends Hosts {
	integrationKey: string;
	tokenSubject: TokenSubject;
	/** Undefined for an application token. */
	userId: string | undefined;
	scopes: string[];
	/** Empty when none is given: it matters for the consent link only. */
	redirectUri: string;
	signingKey: SigningKey;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the fields of a `docusignAdminJwtApi` credential.
 *
 * @throws DocusignAuthError for the first field that cannot work, before any request.
 */
export function readJwtSettings(credentials: Readonly<Record<string, unknown>>): JwtSettings {
	const hosts = resolveHosts(credentials);
	const integrationKey = guidText(credentials.integrationKey);
	check(integrationKeyProblem(integrationKey));

	const tokenSubject = readTokenSubject(credentials.tokenSubject);
	const userId = guidText(credentials.userId);
	if (tokenSubject === 'user') check(userIdProblem(userId, integrationKey));

	const scopes = parseScopes(fieldText(requestedScopes(credentials)));
	if (scopes.length === 0) throw new DocusignAuthError(FIELD_ROWS.scopesBlank);

	return {
		...hosts,
		integrationKey,
		tokenSubject,
		userId: tokenSubject === 'user' ? userId : undefined,
		scopes,
		redirectUri: fieldText(credentials.redirectUri),
		signingKey: loadPrivateKey(fieldText(credentials.privateKey)),
	};
}

function readTokenSubject(value: unknown): TokenSubject {
	const subject = value ?? 'user';
	if (subject === 'user' || subject === 'application') return subject;
	throw new DocusignAuthError(FIELD_ROWS.tokenSubjectUnknown);
}

function integrationKeyProblem(value: string): ErrorRow | undefined {
	if (value === '') return FIELD_ROWS.integrationKeyBlank;
	if (value.includes('@')) return FIELD_ROWS.integrationKeyIsEmail;
	return GUID.test(value) ? undefined : FIELD_ROWS.integrationKeyNotGuid;
}

function userIdProblem(value: string, integrationKey: string): ErrorRow | undefined {
	if (value === '') return FIELD_ROWS.userIdBlank;
	if (value.includes('@')) return FIELD_ROWS.userIdIsEmail;
	if (/^\d+$/.test(value)) return FIELD_ROWS.userIdIsAccount;
	if (!GUID.test(value)) return FIELD_ROWS.userIdNotGuid;
	return value.toLowerCase() === integrationKey.toLowerCase()
		? FIELD_ROWS.userIdIsIntegrationKey
		: undefined;
}

/** GUIDs are pasted with braces, quotes and blanks around them. */
export function guidText(value: unknown): string {
	return fieldText(value).replace(/^[{"'\s]+|[}"'\s]+$/g, '');
}

import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { DocusignAuthError } from '../../../../credentials/shared/authError';
import { resolveHosts } from '../../../../credentials/shared/hosts';
import {
	assertionScopes,
	OAUTH2_DEFAULT_SCOPES,
	parseScopes,
	requestedScopes,
} from '../../../../credentials/shared/scopes';
import { FIELD_ROWS } from '../../../../credentials/shared/settingErrors';
import { grantOf, tokenEnd } from '../../../../credentials/shared/jwt/tokenNotes';
import { guidText } from '../../../../credentials/shared/jwt/jwtSettings';
import { contractOf, type Contract } from '../contract';
import type { CredentialFacts } from '../credential';

/** What the transport needs to know of a credential; nothing secret. */
export interface AdminCredential extends CredentialFacts {
	contract: Contract;
	/** The Admin base URL, such as https://api.docusign.net/Management. */
	baseUrl: string;
	/** Where the tokens come from, such as https://account.docusign.com. */
	oauthBaseUrl: string;
	/** When the token in use ends, in epoch ms; undefined where nobody noted it. */
	tokenEndsAt(): number | undefined;
	/** The hosts that the credential's owner restricts it to, as entered; undefined: no restriction. */
	allowedDomains?: string;
	/** Docusign counts requests by integration key and account: runs with the same key share a limiter. */
	limiterKey: string;
	/** Docusign allows fewer requests at a time in its developer environment. */
	isDeveloperEnvironment: boolean;
}

type Credentials = ICredentialDataDecryptedObject;

/**
 * @throws DocusignAuthError when the credential's addresses cannot be used, or when it is one that
 * somebody has to connect first
 */
export function readCredential(credentials: Credentials): AdminCredential {
	const { adminBaseUrl, oauthBaseUrl } = resolveHosts(credentials);
	const isOAuth2 = credentials.integrationKey === undefined;
	if (isOAuth2 && !credentials.oauthTokenData) {
		throw new DocusignAuthError(FIELD_ROWS.notConnected);
	}
	const isApplication = credentials.tokenSubject === 'application';
	const asked = parseScopes(
		String(requestedScopes(credentials) ?? (isOAuth2 ? OAUTH2_DEFAULT_SCOPES : '')),
	);
	const key = credentials.integrationKey ?? credentials.clientId ?? '';
	return {
		...tokenOf(credentials, isOAuth2),
		scopes: assertionScopes(asked, isApplication ? 'application' : 'user'),
		isOAuth2,
		isApplication,
		userId: isOAuth2 || isApplication ? undefined : guidText(credentials.userId),
		contract: contractOf(credentials.apiContract),
		baseUrl: adminBaseUrl,
		oauthBaseUrl,
		allowedDomains: restriction(credentials, adminBaseUrl),
		limiterKey: `${new URL(adminBaseUrl).host} ${String(key)}`,
		isDeveloperEnvironment: credentials.environment === 'demo',
	};
}

/** n8n lets a node ask its own host also where the list is left empty, and no other then. */
function restriction(credentials: Credentials, adminBaseUrl: string): string | undefined {
	if (credentials.allowedHttpRequestDomains !== 'domains') return undefined;
	return String(credentials.allowedDomains ?? '').trim() || new URL(adminBaseUrl).hostname;
}

const tokenDataOf = ({ oauthTokenData }: Credentials) => (oauthTokenData ?? {}) as IDataObject;

/** What is known of the token in use, which may be another one by the next request. */
function tokenOf(credentials: Credentials, isOAuth2: boolean) {
	return isOAuth2
		? {
				granted: () => connectionScopes(credentials),
				tokenEndsAt: () => Number(tokenDataOf(credentials).n8n_expires_at) || undefined,
			}
		: {
				granted: () => grantOf(credentials.accessToken),
				tokenEndsAt: () => tokenEnd(credentials.accessToken),
			};
}

function connectionScopes(credentials: Credentials): string[] | undefined {
	const { scope } = tokenDataOf(credentials);
	return typeof scope === 'string' ? parseScopes(scope) : undefined;
}

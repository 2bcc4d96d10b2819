import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { DocusignAuthError } from '../../../credentials/shared/errorRow';
import { resolveHosts } from '../../../credentials/shared/hosts';
import {
	assertionScopes,
	OAUTH2_DEFAULT_SCOPES,
	parseScopes,
} from '../../../credentials/shared/scopes';
import { FIELD_ROWS } from '../../../credentials/shared/settingErrors';
import { contractOf, type Contract } from '../contract';

/** What the transport needs to know of a credential; nothing secret. */
export interface Access {
	contract: Contract;
	/** The Admin base URL, such as https://api.docusign.net/Management. */
	baseUrl: string;
	/** Where the tokens come from, such as https://account.docusign.com. */
	oauthBaseUrl: string;
	/** Docusign counts requests by integration key and account: runs with the same key share a limiter. */
	limiterKey: string;
	/** The token stands for an application, not for a user. */
	isApplication: boolean;
	/** Docusign allows fewer requests at a time in its developer environment. */
	isDeveloperEnvironment: boolean;
	/** The scopes that the credential asks for. */
	scopes: readonly string[];
	/** The scopes the connection was made with, where the token endpoint said so and n8n kept it. */
	grantedScopes?: readonly string[];
}

/**
 * @throws DocusignAuthError when the credential's addresses cannot be used, or when it is one that
 * somebody has to connect first
 */
export function accessOf(credentials: ICredentialDataDecryptedObject): Access {
	const { adminBaseUrl, oauthBaseUrl } = resolveHosts(credentials);
	const isOAuth2 = credentials.integrationKey === undefined;
	if (isOAuth2 && !credentials.oauthTokenData) {
		throw new DocusignAuthError(FIELD_ROWS.notConnected);
	}
	const key = credentials.integrationKey ?? credentials.clientId ?? '';
	const tokenSubject = credentials.tokenSubject === 'application' ? 'application' : 'user';
	const scopes = parseScopes(String(credentials.scopes ?? (isOAuth2 ? OAUTH2_DEFAULT_SCOPES : '')));
	const { scope: granted } = (credentials.oauthTokenData ?? {}) as IDataObject;
	return {
		contract: contractOf(credentials.apiContract),
		baseUrl: adminBaseUrl,
		oauthBaseUrl,
		limiterKey: `${new URL(adminBaseUrl).host} ${String(key)}`,
		isApplication: tokenSubject === 'application',
		isDeveloperEnvironment: credentials.environment === 'demo',
		scopes: assertionScopes(scopes, tokenSubject),
		grantedScopes: typeof granted === 'string' ? parseScopes(granted) : undefined,
	};
}

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { resolveHosts } from '../../../credentials/shared/hosts';
import { contractOf, type Contract } from '../contract';

/** What the transport needs to know of a credential; nothing secret. */
export interface Access {
	contract: Contract;
	/** The Admin base URL, such as https://api.docusign.net/Management. */
	baseUrl: string;
	/** Docusign counts requests by integration key and account: runs with the same key share a limiter. */
	limiterKey: string;
	/** The token stands for an application, not for a user. */
	isApplication: boolean;
	/** Docusign allows fewer requests at a time in its developer environment. */
	isDeveloperEnvironment: boolean;
}

/**
 * @throws DocusignAuthError when the credential's addresses cannot be used
 */
export function accessOf(credentials: ICredentialDataDecryptedObject): Access {
	const { adminBaseUrl } = resolveHosts(credentials);
	const key = credentials.integrationKey ?? credentials.clientId ?? '';
	return {
		contract: contractOf(credentials.apiContract),
		baseUrl: adminBaseUrl,
		limiterKey: `${new URL(adminBaseUrl).host} ${String(key)}`,
		isApplication: credentials.tokenSubject === 'application',
		isDeveloperEnvironment: credentials.environment === 'demo',
	};
}

import { createHash } from 'node:crypto';
import type { IExecuteSingleFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { readScimSettings, SCIM_CREDENTIAL } from '../../credentials/shared/scim/scimSettings';
import type { Send } from '../shared/http';
import { openCaller } from '../shared/n8n/openCaller';
import type { ClientSource } from '../shared/n8n/paginationHook';
import { sendThrough } from '../shared/n8n/send';
import { failureFromOutcome, FINAL_STATUSES } from './api/errors/refusals';
import { ScimClient } from './api/client';
import { redacting } from './api/redact';
import { scimSend } from './api/send';

const DEFAULT_PAGE_SIZE = 100;

/**
 * A client of the credential's SCIM server, over the way out that all nodes share.
 *
 * @throws DocusignAuthError when the credential's fields cannot be meant, before any request
 */
export async function openClient(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions,
	{ declared, cache, options, signal }: ClientSource,
): Promise<ScimClient> {
	const server = await cache.remember('scim:server', async () => await serverOf(context));
	const { credential, baseUrl, redact, limiterKey, isDeveloperEnvironment } = server;
	const send = sendThrough(context, {
		credentialType: SCIM_CREDENTIAL,
		options: declared ?? { baseURL: baseUrl },
		credential,
	});
	const { pageSize = DEFAULT_PAGE_SIZE, ...caller } = openCaller({
		send: scimSend(redact(send)),
		fail: failureFromOutcome,
		final: FINAL_STATUSES,
		limiterKey,
		isDeveloperEnvironment,
		options,
		signal,
	});
	return new ScimClient({ ...caller, cache, pageSize });
}

/** What is known of the server. */
async function serverOf(context: IExecuteSingleFunctions | ILoadOptionsFunctions) {
	const credential = await context.getCredentials(SCIM_CREDENTIAL);
	const { baseUrl, token } = readScimSettings(credential);
	const { host } = new URL(baseUrl);
	const digest = createHash('sha256').update(token).digest('hex').slice(0, 16);
	return {
		credential,
		baseUrl,
		/** Keeps the token out of what a refusal says. */
		redact: (send: Send) => redacting(send, token),
		/** Runs with the same token share a limiter; it stands for the token without holding any of it. */
		limiterKey: `scim ${host} ${digest}`,
		isDeveloperEnvironment: host === 'account-d.docusign.com',
	};
}

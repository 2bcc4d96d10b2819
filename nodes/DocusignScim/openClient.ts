import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { readScimSettings, SCIM_CREDENTIAL } from '../../credentials/shared/scim/scimSettings';
import { itemCredential } from '../shared/n8n/items/itemCredential';
import type { SignIn } from '../shared/n8n/items/signInAgreement';
import { openCaller } from '../shared/n8n/requests/openCaller';
import type { ClientSource } from '../shared/n8n/requests/paginationHook';
import { sendThrough } from '../shared/n8n/requests/send';
import { timeLimits } from '../shared/n8n/requests/timeLimits';
import { failureFromOutcome, FINAL_STATUSES } from './api/errors/refusals';
import { ScimClient } from './api/client';
import { scimSend } from './api/send';
import { doubtTexts, withDoubts } from './doubts';

const DEFAULT_PAGE_SIZE = 100;

export const signIn: SignIn = { typeOf: () => SCIM_CREDENTIAL, changing: [] };

/**
 * A client of the credential's SCIM server, over the way out that all nodes share.
 *
 * @throws DocusignAuthError when the credential's fields cannot be meant, before any request
 */
export async function openClient(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions,
	{ declared, cache: run, options, time, atScreen, signal }: ClientSource,
): Promise<ScimClient> {
	const { credential, cache } = await itemCredential(context, SCIM_CREDENTIAL, run);
	const { baseUrl, doubts, limiterKey, isDeveloperEnvironment } = serverOf(credential);
	await cache.remember('scim:doubts', async () => {
		doubtTexts(doubts).forEach((text) => context.logger.warn(text));
		return await Promise.resolve(true);
	});
	const { ofRequest, deadline } = timeLimits(time ?? {});
	const send = sendThrough(context, {
		credentialType: SCIM_CREDENTIAL,
		// The engine makes the declared address of the first item's credential, for all items.
		options: { ...declared, baseURL: baseUrl },
		credential,
		timeLimit: ofRequest,
	});
	const { pageSize = DEFAULT_PAGE_SIZE, ...caller } = openCaller({
		send: scimSend(send),
		fail: withDoubts(failureFromOutcome, doubts),
		final: FINAL_STATUSES,
		limiterKey,
		isDeveloperEnvironment,
		options,
		lane: run,
		atScreen,
		deadline,
		signal,
	});
	return new ScimClient({ ...caller, cache, pageSize });
}

/** What is known of the server. */
function serverOf(credential: ICredentialDataDecryptedObject) {
	const { baseUrl, token, doubts } = readScimSettings(credential);
	const { host } = new URL(baseUrl);
	const digest = createHash('sha256').update(token).digest('hex').slice(0, 16);
	return {
		baseUrl,
		token,
		doubts,
		/** Runs with the same token share a limiter; it stands for the token without holding any of it. */
		limiterKey: `scim ${host} ${digest}`,
		isDeveloperEnvironment: host === 'account-d.docusign.com',
	};
}

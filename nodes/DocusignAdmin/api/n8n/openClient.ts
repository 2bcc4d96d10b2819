import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Send } from '../../../shared/http';
import type { Issuer } from '../credential';
import { AdminClient } from '../client';
import { readCredential, tokenEndOf, type AdminCredential } from './readCredential';
import { credentialTypeOf, type Context } from './credentialType';
import { openCaller } from '../../../shared/n8n/openCaller';
import { keptCacheOf } from '../../../shared/keptCache';
import type { ClientSource } from '../../../shared/n8n/paginationHook';
import { sendThrough } from '../../../shared/n8n/send';
import { failureFromOutcome } from '../errors/refusals';
import { renewalFailure } from './oauth2Renewal';

interface AdminClientSource extends ClientSource {
	/** Looks at every answer. */
	watch?: (send: Send) => Send;
}

/** A client over a way out, with the limiter that all runs of the process share. */
export async function openClient(
	context: Context,
	{ declared, watch = (send) => send, cache, options, signal }: AdminClientSource,
): Promise<AdminClient> {
	const credential = await cache.remember('credential', async () => await stored(context));
	const access = readCredential(credential);
	const { limiterKey, isDeveloperEnvironment } = access;
	const send = sendThrough(context, {
		credentialType: credentialTypeOf(context),
		options: declared ?? { baseURL: access.baseUrl },
		credential,
		readError: renewalFailure,
	});
	const caller = openCaller({
		send: watch(send),
		fail: failureFromOutcome,
		limiterKey,
		isDeveloperEnvironment,
		options,
		signal,
	});
	const identity = identityOf(context, credential, limiterKey);
	return new AdminClient({
		...access,
		...caller,
		identity,
		kept: keptCacheOf(context, identity),
		issuer: issuerOf(context, access),
		cache,
		signal,
	});
}

/** Who signs in where; nothing secret. The fields may differ from item to item, so the ID is not enough. */
function identityOf(
	context: Context,
	{ userId, tokenSubject }: ICredentialDataDecryptedObject,
	limiterKey: string,
): string {
	const { id } = context.getNode().credentials?.[credentialTypeOf(context)] ?? {};
	return [limiterKey, id, tokenSubject, userId].map((part) => String(part ?? '')).join(' ');
}

const stored = async (context: Context): Promise<ICredentialDataDecryptedObject> =>
	await context.getCredentials(credentialTypeOf(context));

/**
 * The host that issued the token. It made the token, so sending it back gives nothing away; it is
 * asked at one fixed path, without following redirects, and not at all where the credential's owner
 * restricts it to other hosts.
 */
function issuerOf(context: Context, { oauthBaseUrl, allowedDomains }: AdminCredential): Issuer {
	const userinfo = sendThrough(context, {
		credentialType: credentialTypeOf(context),
		readError: renewalFailure,
		options: { baseURL: oauthBaseUrl, ...(allowedDomains !== undefined && { allowedDomains }) },
	});
	return {
		baseUrl: oauthBaseUrl,
		userinfo: async () => await userinfo({ method: 'GET', path: '/oauth/userinfo' }),
		tokenEndsAt: async () => tokenEndOf(await stored(context)),
	};
}

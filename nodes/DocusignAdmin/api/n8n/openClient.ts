import { connectLike, type Connection } from '../../../../credentials/shared/jwt/connection';
import { forgetForeignToken } from '../../../../credentials/shared/jwt/issuedFor';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Send } from '../../../shared/http';
import type { Issuer } from '../credential';
import { AdminClient } from '../client';
import { readCredential, type AdminCredential } from './readCredential';
import { credentialTypeOf, type Context } from './credentialType';
import { systemClock } from '../../../shared/n8n/clock';
import { itemCredential } from '../../../shared/n8n/items/itemCredential';
import { openCaller } from '../../../shared/n8n/requests/openCaller';
import type { SignIn } from '../../../shared/n8n/items/signInAgreement';
import { keptCacheOf } from '../../../shared/keptCache';
import type { ClientSource } from '../../../shared/n8n/requests/paginationHook';
import { sendThrough, type WayOut } from '../../../shared/n8n/requests/send';
import { timeLimits } from '../../../shared/n8n/requests/timeLimits';
import { failureFromOutcome } from '../errors/refusals';
import { renewalFailure } from './oauth2Renewal';
import { signInOnce } from './signInOnce';

interface AdminClientSource extends ClientSource {
	/** Looks at every answer. */
	watch?: (send: Send) => Send;
}

/** How the node signs in: as the credential type says, which n8n writes its tokens into. */
export const signIn: SignIn = {
	typeOf: credentialTypeOf,
	changing: ['accessToken', 'issuedFor', 'oauthTokenData'],
};

/** A client over a way out, with the limiter that all runs of the process share. */
export async function openClient(
	context: Context,
	{
		declared,
		watch = (send) => send,
		cache: run,
		options,
		time,
		atScreen,
		signal,
	}: AdminClientSource,
): Promise<AdminClient> {
	const credentialType = credentialTypeOf(context);
	const { credential, cache } = await itemCredential(context, credentialType, run, signIn.changing);
	const access = readCredential(credential);
	forgetForeignToken(credential);
	const { baseUrl, limiterKey, isDeveloperEnvironment } = access;
	const { ofRequest, ofFile, deadline } = timeLimits(time ?? {});
	const way: WayOut = {
		credentialType,
		// The engine makes the declared address of the first item's credential, for all items.
		options: { ...declared, baseURL: baseUrl },
		credential,
		timeLimit: ofRequest,
		fileLimit: ofFile,
		prepare: (data) => connectLike(data, (declared ?? {}) as Connection),
		readError: renewalFailure,
	};
	const callerTo = (to: WayOut) =>
		openCaller({
			send: watch(signInOnce(cache, context.getNode(), sendThrough(context, to))),
			fail: failureFromOutcome,
			limiterKey,
			isDeveloperEnvironment,
			options,
			lane: run,
			atScreen,
			deadline,
			signal,
		});
	const caller = callerTo(way);
	const identity = identityOf(context, credential, limiterKey);
	return new AdminClient({
		...access,
		...caller,
		identity,
		kept: keptCacheOf(context, identity),
		issuer: issuerOf(context, access, way),
		cache,
		signal,
		elsewhere: (origin) => callerTo(wayTo(origin, access, way)).call,
		sleep: async (ms) => await systemClock.sleep(ms, signal),
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

/**
 * The host that issued the token. It made the token, so sending it back gives nothing away; it is
 * asked at one fixed path, without following redirects, and not at all where the credential's owner
 * restricts it to other hosts.
 */
function issuerOf(context: Context, access: AdminCredential, way: WayOut): Issuer {
	const { oauthBaseUrl, tokenEndsAt } = access;
	const userinfo = sendThrough(context, wayTo(oauthBaseUrl, access, way));
	return {
		baseUrl: oauthBaseUrl,
		userinfo: async () => await userinfo({ method: 'GET', path: '/oauth/userinfo' }),
		tokenEndsAt,
	};
}

/** The way to another host than the API's, without what was declared for that one. */
function wayTo(baseURL: string, { allowedDomains }: AdminCredential, way: WayOut): WayOut {
	const { proxy, skipSslCertificateValidation } = way.options;
	const options = {
		...(proxy && { proxy }),
		...(skipSslCertificateValidation && { skipSslCertificateValidation }),
		baseURL,
		...(allowedDomains !== undefined && { allowedDomains }),
	};
	return { ...way, options };
}

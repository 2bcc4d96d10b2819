import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { ApiRequest, Send } from '../../../shared/http';
import type { RunMemory } from '../../../shared/runMemory';
import type { Issuer } from '../credential';
import { Session } from '../client';
import { createCaller } from '../../../shared/transport/call';
import { createGate } from '../../../shared/transport/throttle';
import { gateFor } from '../../../shared/transport/throttles';
import { PUBLISHED_BURST } from '../../../shared/transport/limiter';
import { backoffCeiling } from '../../../shared/transport/retryPolicy';
import { accessOf, tokenEndOf, type Access } from './access';
import { systemClock } from '../../../shared/n8n/clock';
import { credentialTypeOf } from './credentialType';
import { sendThrough, type WayOut } from '../../../shared/n8n/send';

type Context = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface SessionSource {
	/** What the engine made of an operation's declarations, for a node that has any. */
	declared?: WayOut['options'];
	/** Looks at every answer. */
	watch?: (send: Send) => Send;
	memory: RunMemory;
	/** The node's options, of which the transport knows `maxWait` (s), `pageSize`, `concurrency`. */
	options: { maxWait?: number; pageSize?: number; concurrency?: number };
	signal?: AbortSignal;
}

const USERINFO: ApiRequest = { method: 'GET', path: '/oauth/userinfo' };
const DEFAULT_MAX_WAIT = 300;
const DEFAULT_CONCURRENCY = 8;

const positive = (value: unknown, otherwise: number): number =>
	Number.isFinite(Number(value)) && Number(value) > 0 ? Number(value) : otherwise;

/** A session over a way out, with the limiter that all runs of the process share. */
export async function openSession(
	context: Context,
	{ declared, watch = (send) => send, memory, options, signal }: SessionSource,
): Promise<Session> {
	const credential = await memory.remember('credential', async () => await stored(context));
	const access = accessOf(credential);
	const { contract, baseUrl, limiterKey, isDeveloperEnvironment } = access;
	const burst = isDeveloperEnvironment ? PUBLISHED_BURST.developer : PUBLISHED_BURST.production;
	const gate = gateFor(limiterKey, () => createGate({ clock: systemClock, burst }));
	const concurrency = Math.floor(positive(options.concurrency, DEFAULT_CONCURRENCY)) || 1;
	const { maxWait = DEFAULT_MAX_WAIT } = options;
	const call = createCaller({
		send: watch(
			sendThrough(context, {
				credentialType: credentialTypeOf(context),
				options: declared ?? { baseURL: baseUrl },
				credential,
			}),
		),
		gate,
		clock: systemClock,
		random: Math.random,
		maxWaitMs: Number(maxWait) * 1_000,
		concurrency,
		signal,
	});
	const pageSize = options.pageSize && Math.floor(positive(options.pageSize, contract.maxPageSize));
	const issuer = issuerOf(context, access);
	const pause = async (sends: number) =>
		await systemClock.sleep(backoffCeiling(sends, 'failed'), signal);
	return new Session({ ...access, issuer, call, pause, memory, signal, pageSize, concurrency });
}

const stored = async (context: Context): Promise<ICredentialDataDecryptedObject> =>
	await context.getCredentials(credentialTypeOf(context));

/**
 * The host that issued the token. It made the token, so sending it back gives nothing away; it is
 * asked at one fixed path, without following redirects, and not at all where the credential's owner
 * restricts it to other hosts.
 */
function issuerOf(context: Context, { oauthBaseUrl, allowedDomains }: Access): Issuer {
	const userinfo = sendThrough(context, {
		credentialType: credentialTypeOf(context),
		options: { baseURL: oauthBaseUrl, ...(allowedDomains !== undefined && { allowedDomains }) },
	});
	return {
		baseUrl: oauthBaseUrl,
		userinfo: async () => await userinfo(USERINFO),
		tokenEndsAt: async () => tokenEndOf(await stored(context)),
	};
}

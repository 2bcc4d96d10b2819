import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { readScimSettings, SCIM_CREDENTIAL } from '../../credentials/shared/scimSettings';
import type { Send } from '../shared/http';
import { systemClock } from '../shared/n8n/clock';
import { sendThrough, type WayOut } from '../shared/n8n/send';
import type { RunMemory } from '../shared/runMemory';
import { ScimClient } from './api/client';
import { concealing } from './api/conceal';
import { scimSend } from './api/send';
import { createCaller } from '../shared/transport/call';
import { createGate } from '../shared/transport/throttle';
import { gateFor } from '../shared/transport/throttles';
import { PUBLISHED_BURST } from '../shared/transport/limiter';

export interface ClientSource {
	/** What the engine made of an operation's declarations, for a node that has any. */
	declared?: WayOut['options'];
	memory: RunMemory;
	/** The node's options, of which the transport knows `maxWait` (s), `pageSize`, `concurrency`. */
	options: { maxWait?: number; pageSize?: number; concurrency?: number };
	signal?: AbortSignal;
}

const DEFAULT_MAX_WAIT = 300;
const DEFAULT_CONCURRENCY = 8;
export const DEFAULT_PAGE_SIZE = 100;

const positive = (value: unknown, otherwise: number): number =>
	Number(value) >= 1 && Number.isFinite(Number(value)) ? Math.floor(Number(value)) : otherwise;

/** What is known of the server. */
interface Server {
	credential: ICredentialDataDecryptedObject;
	baseUrl: string;
	/** Keeps the token out of what a refusal says. */
	conceal: (send: Send) => Send;
	/** Runs with the same token share a limiter; it stands for the token without holding any of it. */
	limiterKey: string;
	isDeveloperEnvironment: boolean;
}

/**
 * A client of the credential's SCIM server, over the way out that all nodes share.
 *
 * @throws DocusignAuthError when the credential's fields cannot be meant, before any request
 */
export async function openClient(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions,
	{ declared, memory, options, signal }: ClientSource,
): Promise<ScimClient> {
	const server = await memory.remember('scim:server', async () => await serverOf(context));
	const { credential, baseUrl, conceal, limiterKey, isDeveloperEnvironment } = server;
	const burst = isDeveloperEnvironment ? PUBLISHED_BURST.developer : PUBLISHED_BURST.production;
	const concurrency = positive(options.concurrency, DEFAULT_CONCURRENCY);
	const send = sendThrough(context, {
		credentialType: SCIM_CREDENTIAL,
		options: declared ?? { baseURL: baseUrl },
		credential,
	});
	const call = createCaller({
		send: scimSend(conceal(send)),
		gate: gateFor(limiterKey, () => createGate({ clock: systemClock, burst })),
		clock: systemClock,
		random: Math.random,
		maxWaitMs: Number(options.maxWait ?? DEFAULT_MAX_WAIT) * 1_000,
		concurrency,
		signal,
	});
	const pageSize = positive(options.pageSize, DEFAULT_PAGE_SIZE);
	return new ScimClient({ call, memory, pageSize, concurrency });
}

async function serverOf(context: IExecuteSingleFunctions | ILoadOptionsFunctions): Promise<Server> {
	const credential = await context.getCredentials(SCIM_CREDENTIAL);
	const { baseUrl, token } = readScimSettings(credential);
	const { host } = new URL(baseUrl);
	const digest = createHash('sha256').update(token).digest('hex').slice(0, 16);
	return {
		credential,
		baseUrl,
		conceal: (send) => concealing(send, token),
		limiterKey: `scim ${host} ${digest}`,
		isDeveloperEnvironment: host === 'account-d.docusign.com',
	};
}

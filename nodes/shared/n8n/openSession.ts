import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Send } from '../http';
import type { RunMemory } from '../runMemory';
import { Session } from '../session';
import { createCaller } from '../transport/call';
import { createGate } from '../transport/gate';
import { gateFor } from '../transport/gates';
import { PUBLISHED_BURST } from '../transport/limiter';
import { accessOf } from './access';
import { systemClock } from './clock';
import { credentialTypeOf } from './credentialType';

type Context = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface SessionSource {
	/** Makes the way out, given the Admin base URL for those that have to name it themselves. */
	send: (baseUrl: string) => Send;
	memory: RunMemory;
	/** The node's options, of which the transport knows `maxWait` (s), `pageSize`, `concurrency`. */
	options: { maxWait?: number; pageSize?: number; concurrency?: number };
	signal?: AbortSignal;
}

const DEFAULT_MAX_WAIT = 300;
const DEFAULT_CONCURRENCY = 8;

const positive = (value: unknown, otherwise: number): number =>
	Number.isFinite(Number(value)) && Number(value) > 0 ? Number(value) : otherwise;

/** A session over a way out, with the limiter that all runs of the process share. */
export async function openSession(
	context: Context,
	{ send, memory, options, signal }: SessionSource,
): Promise<Session> {
	const access = await memory.remember('access', async () => {
		const credentials: ICredentialDataDecryptedObject = await context.getCredentials(
			credentialTypeOf(context),
		);
		return accessOf(credentials);
	});
	const { contract, baseUrl, limiterKey, isApplication, isDeveloperEnvironment } = access;
	const burst = isDeveloperEnvironment ? PUBLISHED_BURST.developer : PUBLISHED_BURST.production;
	const gate = gateFor(limiterKey, () => createGate({ clock: systemClock, burst }));
	const concurrency = Math.floor(positive(options.concurrency, DEFAULT_CONCURRENCY)) || 1;
	const { maxWait = DEFAULT_MAX_WAIT } = options;
	const call = createCaller({
		send: send(baseUrl),
		gate,
		clock: systemClock,
		random: Math.random,
		maxWaitMs: Number(maxWait) * 1_000,
		concurrency,
		signal,
	});
	const pageSize = options.pageSize && Math.floor(positive(options.pageSize, contract.maxPageSize));
	return new Session({
		contract,
		baseUrl,
		call,
		memory,
		isApplication,
		scopes: access.grantedScopes ?? access.scopes,
		pageSize,
		concurrency,
	});
}

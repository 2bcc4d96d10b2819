import { type RegisteredApps, registerApps } from './apps';
import { type Clock, createClock } from './clock';
import { credentialFor, type JwtCredential } from './credential';
import { Faults } from './faults';
import type { Backend } from './http/call';
import { RateLimiter } from './http/rateLimit';
import { Recorder, type RecordedRequest } from './http/record';
import { createServer } from './http/server';
import { defaultOptions, type SandboxOptions } from './options';
import { createSeed } from './state/seed';
import type { SandboxState } from './state/state';

export type { JwtCredential } from './credential';
export type { Fault, FaultAction, FaultMatch, FaultSpec, Faults } from './faults';
export type { RecordedRequest } from './http/record';
export { DOCUSIGN_LIMITS, type RateLimitOptions, type SandboxOptions } from './options';
export { createSeed, type SeedOptions } from './state/seed';
export type { SandboxState } from './state/state';

/** A running in-memory Docusign. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT`: the OAuth base; SCIM is below it at `/scim/v2`. */
	url: string;
	/** The published contract. */
	adminBaseUrl: string;
	/** The cursor contract, over the same state and OAuth. */
	cursorBaseUrl: string;
	/** Live data. */
	state: SandboxState;
	/** Every request, in order of arrival. */
	requests: RecordedRequest[];
	/** Requests in total and the most that were under way at once. */
	traffic: { total: number; inFlight: number; peakInFlight: number };
	faults: Faults;
	clock: Clock;
	/** The apps that are registered, with their private keys. */
	apps: RegisteredApps;
	/** Changes settings of a running sandbox; those of the seed have no effect any more. */
	configure(options: Partial<SandboxOptions>): void;
	/** Field values of a credential that works as it is. */
	credential(overrides?: Partial<JwtCredential>): JwtCredential;
	close(): Promise<void>;
}

/** Starts a sandbox on loopback, with seeded data and apps whose administrator has consented. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
	const settings: SandboxOptions = { ...defaultOptions, ...options };
	const clock = createClock(settings.now);
	const state = createSeed(settings, clock);
	const apps = await registerApps(state);
	const faults = new Faults();
	const recorder = new Recorder(() => settings.maxRecorded);
	let limiter = new RateLimiter(settings.rateLimit);
	const backend = { state, options: settings, clock, url: '' } satisfies Backend;
	const server = createServer({ backend, recorder, faults, limiter: () => limiter });
	backend.url = await server.listen({ host: '127.0.0.1', port: settings.port });
	const [adminId] = [...state.organizations.values()][0].adminIds;
	return {
		url: backend.url,
		adminBaseUrl: `${backend.url}/Management`,
		cursorBaseUrl: `${backend.url}/cursor/Management`,
		state,
		requests: recorder.requests,
		traffic: recorder,
		faults,
		clock,
		apps,
		configure: (changes) => {
			Object.assign(settings, changes);
			if ('rateLimit' in changes) limiter = new RateLimiter(settings.rateLimit);
		},
		credential: (overrides) => credentialFor({ url: backend.url, adminId, apps }, overrides),
		close: () => server.close(),
	};
}

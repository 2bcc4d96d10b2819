import { createApps, registerApps, type SandboxApps } from './apps';
import { type Clock, createClock } from './clock';
import { addControlRoutes } from './control/routes';
import {
	type JwtCredential,
	jwtCredential,
	type OAuth2Credential,
	oauth2Credential,
	type ScimCredential,
	scimCredential,
} from './credential';
import { Faults } from './faults';
import { RateLimiter } from './http/rateLimit';
import { Recorder, type RecordedRequest } from './http/record';
import { createServer } from './http/server';
import { defaultOptions, type SandboxOptions } from './options';
import { createSeed } from './state/seed';
import type { SandboxState } from './state/state';

/** A running in-memory Docusign. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT`: the OAuth base; SCIM is below it at `/scim/v2`. */
	readonly url: string;
	/** The published contract. */
	readonly adminBaseUrl: string;
	/** The cursor contract, over the same state and OAuth. */
	readonly cursorBaseUrl: string;
	/** Live data. */
	readonly state: SandboxState;
	/** Every request, in order of arrival. */
	readonly requests: RecordedRequest[];
	/** Requests in total, and the most that were under way at once. */
	readonly traffic: { total: number; inFlight: number; peakInFlight: number };
	readonly faults: Faults;
	readonly clock: Clock;
	/** The apps that are registered, with their private keys. */
	readonly apps: SandboxApps;
	/** Changes settings of a running sandbox. Those of the seed count from the next reset on. */
	configure(options: Partial<SandboxOptions>): void;
	/**
	 * Begins anew from the seed and with the settings of the start, but for those given here: other data,
	 * no tokens, no faults; keys and address stay.
	 */
	reset(options?: Partial<SandboxOptions>): void;
	/** Field values of a JWT credential that works as it is. */
	credential(overrides?: Partial<JwtCredential>): JwtCredential;
	/** Field values of an OAuth2 credential that has yet to be connected. */
	oauth2Credential(overrides?: Partial<OAuth2Credential>): OAuth2Credential;
	scimCredential(): ScimCredential;
	close(): Promise<void>;
}

/** Starts a sandbox on loopback, with seeded data and apps whose administrator has consented. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
	const initial: SandboxOptions = { rateLimit: undefined, ...defaultOptions, ...options };
	const settings: SandboxOptions = { ...initial };
	const clock = createClock(settings.now);
	const apps = await createApps();
	const faults = new Faults();
	const recorder = new Recorder(() => settings.maxRecorded);
	let limiter = new RateLimiter(settings.rateLimit);
	const seeded = (): SandboxState => {
		const state = createSeed(settings, clock);
		registerApps(state, apps);
		return state;
	};
	const backend = { state: seeded(), options: settings, clock, url: '' };
	const server = createServer({ backend, recorder, faults, limiter: () => limiter });
	const place = () => ({ url: backend.url, state: backend.state, apps });
	const sandbox: Sandbox = {
		get url() {
			return backend.url;
		},
		get adminBaseUrl() {
			return `${backend.url}/Management`;
		},
		get cursorBaseUrl() {
			return `${backend.url}/cursor/Management`;
		},
		get state() {
			return backend.state;
		},
		requests: recorder.requests,
		traffic: recorder,
		faults,
		clock,
		apps,
		configure: (changes) => {
			Object.assign(settings, changes);
			if ('rateLimit' in changes) limiter = new RateLimiter(settings.rateLimit);
		},
		reset: (changes = {}) => {
			Object.assign(settings, initial, changes);
			limiter = new RateLimiter(settings.rateLimit);
			faults.clear();
			backend.state = seeded();
		},
		credential: (overrides) => jwtCredential(place(), overrides),
		oauth2Credential: (overrides) => oauth2Credential(place(), overrides),
		scimCredential: () => scimCredential(place()),
		close: () => server.close(),
	};
	addControlRoutes(server, () => sandbox, recorder);
	backend.url = await server.listen({ host: '127.0.0.1', port: settings.port });
	return sandbox;
}

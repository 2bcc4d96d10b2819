import { createApps, registerApps } from './apps';
import { createClock } from './clock';
import { addControlRoutes } from './control/routes';
import { jwtCredential, oauth2Credential, scimCredential } from './credential';
import { Faults } from './faults';
import { RateLimiter } from './http/rateLimit';
import { Recorder } from './http/record';
import { createServer } from './http/server';
import { defaultOptions, type SandboxOptions } from './options';
import type { Sandbox } from './sandbox';
import { createSeed } from './state/seed';
import type { SandboxState } from './state/state';

/**
 * Starts a sandbox on loopback, with seeded data and apps whose administrator has consented.
 *
 * @example
 * const sandbox = await startSandbox({ users: 500, latencyMs: 20 });
 * sandbox.faults.add({ match: { method: 'POST' }, do: { type: 'drop', when: 'after' } });
 * await sandbox.close();
 */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
	const initial: SandboxOptions = { rateLimit: undefined, ...defaultOptions, ...options };
	const settings: SandboxOptions = { ...initial };
	const clock = createClock(() => settings.now() + settings.clockOffsetMs);
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

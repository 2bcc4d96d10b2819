import type { SandboxApps } from './apps';
import type { Clock } from './clock';
import type { JwtCredential, OAuth2Credential, ScimCredential } from './credential';
import type { Faults } from './faults';
import type { RecordedRequest } from './http/record';
import type { SandboxOptions } from './options';
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
	/**
	 * Requests in total, those under way, those of them that a fault never lets end, and the most that were
	 * under way at once.
	 */
	readonly traffic: { total: number; inFlight: number; hanging: number; peakInFlight: number };
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

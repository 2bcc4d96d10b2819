/** Connect at organization level: what was put there, as it came. */
export interface ConnectState {
	/** Connect id → configuration. */
	readonly configurations: Map<string, Record<string, unknown>>;
	oauth?: Record<string, unknown>;
	/** HMAC keys by their id. */
	readonly secrets: Map<string, string>;
}

export const noConnect = (): ConnectState => ({ configurations: new Map(), secrets: new Map() });

import type { QueryParameter } from '../../nodes/DocusignAdmin/api/published/facts';

export type {
	PublishedOperation,
	QueryParameter,
} from '../../nodes/DocusignAdmin/api/published/facts';

/** One operation of the cursor contract. `path` is below `…/Management`. */
export interface CursorOperation {
	id: string;
	title: string;
	method: string;
	path: string;
	query?: QueryParameter[];
	/** JSON Schema of the body; absent where there is none. */
	request?: Record<string, unknown>;
	scopes: string[];
	/** Refused to application tokens, as its counterpart of the published contract is. */
	userTokenOnly?: boolean;
}

/** A request as a client is about to send it, or as the sandbox recorded it. */
export interface CheckedRequest {
	method: string;
	/** A path or a whole URL; what precedes `/v2` or `/v2.1` is not looked at. */
	path: string;
	query?: Record<string, unknown> | URLSearchParams;
	/** The parsed JSON body, or the raw text of an upload. */
	body?: unknown;
}

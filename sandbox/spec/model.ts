/** One query parameter of an operation, in OpenAPI 2 words. */
export interface QueryParameter {
	name: string;
	type: string;
	format?: string;
}

/** One operation of the published Admin API. `path` is below `…/Management`. */
export interface PublishedOperation {
	id: string;
	tag: string;
	method: string;
	path: string;
	query?: QueryParameter[];
	requestSchema?: string;
	/** Set where the body is a file of this media type instead of JSON. */
	upload?: string;
	successStatus: number;
	responseSchema?: string;
	scopes: string[];
	/** Present where the description's prose names other scopes than its security section. */
	scopesPerDescription?: string[];
	/** Refused to application tokens. */
	userTokenOnly?: boolean;
}

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

import type { Answer } from '../http/answer';
import type { ErrorShape } from '../http/errorShapes';
import type { RecordedRequest } from '../http/record';
import type { SandboxState } from '../state/state';

/** Which requests a fault meets. Everything that is given must fit. */
export interface FaultMatch {
	method?: string;
	/** A string must occur in the path and query; a RegExp is tried on both together. */
	path?: RegExp | string;
	/** Begins with the n-th request that fits, counted from 1 since the fault was added. */
	nth?: number;
	/** For so many requests; 1 unless told (`repeatPage`: 2), Infinity for all that follow. */
	times?: number;
}

/**
 * What goes wrong. Unless it says otherwise, the operation itself is not carried out; with `act` it is,
 * and its answer is lost.
 */
export type FaultAction =
	/** Any answer. */
	| {
			type: 'respond';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			act?: boolean;
	  }
	/** An error in one of the shapes that Docusign's have; `errorCode` unless told. */
	| {
			type: 'error';
			status: number;
			code: string;
			message: string;
			shape?: ErrorShape;
			act?: boolean;
	  }
	/** The connection ends without an answer; `after`: the operation was carried out. `reset`: by RST. */
	| { type: 'drop'; when: 'before' | 'after'; reset?: boolean }
	/** No answer, and the connection stays open until somebody ends it. */
	| { type: 'hang'; act?: boolean }
	/** The operation is carried out; half of its answer comes, and then a blank now and then, for ever. */
	| { type: 'drip' }
	/** The operation is carried out, its answer breaks off in the middle. */
	| { type: 'truncate' }
	/** The operation is carried out, the answer's JSON is cut, and its length says so. */
	| { type: 'cutJson' }
	/** The operation is carried out, its answer says to be of another type. */
	| { type: 'contentType'; as: string }
	/** The operation is carried out later. */
	| { type: 'delay'; ms: number }
	/** Redirects there, 302 unless told. */
	| { type: 'redirect'; location: string; status?: number }
	/** The next link of a page is replaced, whole or its scheme and host. */
	| { type: 'nextLink'; url: string }
	| { type: 'nextLink'; origin: string }
	/** Every next link from here on is the first one seen. */
	| { type: 'repeatCursor' }
	/**
	 * The first page met comes again in the place of those that follow: with its own link, or with that
	 * of the page that was due.
	 */
	| { type: 'repeatPage'; link?: 'repeated' | 'due' }
	/** The operation is carried out after users came and went. */
	| {
			type: 'drift';
			insert?: number;
			remove?: number;
			accountId?: string;
			removeFrom?: 'start' | 'end';
	  }
	/** The operation is carried out after this ran. Not over HTTP. */
	| {
			type: 'callback';
			run: (state: SandboxState, request: RecordedRequest) => void | Promise<void>;
	  }
	/** A page of HTML, as proxies send it; 502 unless told. */
	| { type: 'html'; status?: number; act?: boolean }
	/** No body; 200 unless told. */
	| { type: 'empty'; status?: number; act?: boolean }
	/** Every access token ends just before this request is looked at. */
	| { type: 'expireTokens' };

export interface FaultSpec {
	match?: FaultMatch;
	do: FaultAction;
}

/** A fault in place. */
export interface Fault extends FaultSpec {
	/** Requests that fitted so far, met or not. */
	seen: number;
	/** Requests it met. */
	hits: number;
	/** The next link that `repeatCursor` holds on to. */
	memory?: string;
	/** The page that `repeatPage` gives again. */
	page?: Answer;
	/** Takes the fault away. */
	remove(): void;
}

import type { FaultAction } from '../../../sandbox';

/** What can go wrong with a request: the rows of the matrix, which docs/reliability.md shows. */

export interface FaultRow {
	name: string;
	do: FaultAction;
	/** For so many requests; 1 where left out. */
	times?: number;
	/** What it takes to happen at all. */
	only?: 'lists';
}

const LIMIT = 'The maximum number of API invocations has been exceeded.';
const limit = (status: number, kind: 'BURST' | 'HOURLY'): FaultAction => ({
	type: 'error',
	status,
	code: `${kind}_APIINVOCATION_LIMIT_EXCEEDED`,
	message: LIMIT,
});
const EXPIRED: FaultAction = {
	type: 'error',
	status: 401,
	code: 'AUTHORIZATION_INVALID_TOKEN',
	message: 'The access token provided is expired, revoked or malformed.',
};
const ELSEWHERE: FaultAction = { type: 'redirect', location: 'https://elsewhere.example.com/' };

const once: FaultRow[] = [
	{ name: 'connection reset before', do: { type: 'drop', when: 'before', reset: true } },
	{ name: 'connection reset after', do: { type: 'drop', when: 'after', reset: true } },
	{ name: 'no answer', do: { type: 'hang' } },
	{ name: 'no answer, carried out', do: { type: 'hang', act: true } },
	{ name: '500', do: { type: 'respond', status: 500 } },
	{ name: '500, carried out', do: { type: 'respond', status: 500, act: true } },
	{ name: '502 with HTML', do: { type: 'html', status: 502 } },
	{ name: '502 with HTML, carried out', do: { type: 'html', status: 502, act: true } },
	{ name: '503', do: { type: 'respond', status: 503 } },
	{ name: 'JSON cut short', do: { type: 'cutJson' } },
	{ name: 'body cut off', do: { type: 'truncate' } },
	{ name: '429', do: limit(429, 'BURST') },
	{ name: '400 burst limit', do: limit(400, 'BURST') },
	{ name: '400 hourly limit', do: limit(400, 'HOURLY') },
	{ name: '401', do: EXPIRED },
	{ name: 'slow body', do: { type: 'drip' } },
	{ name: 'empty body', do: { type: 'empty', act: true } },
	{ name: 'HTML with 200', do: { type: 'html', status: 200, act: true } },
	{ name: 'wrong content type', do: { type: 'contentType', as: 'text/plain' } },
];

/** Those that stay as they are however often it is asked. */
const forEver = [
	'connection reset before',
	'connection reset after',
	'no answer',
	'500',
	'502 with HTML',
	'503',
	'JSON cut short',
	'429',
	'400 burst limit',
	'401',
	'slow body',
	'empty body',
];

export const FAULTS: readonly FaultRow[] = [
	...once,
	{
		name: '403',
		do: { type: 'error', status: 403, code: 'ACCESS_DENIED', message: 'Not allowed' },
	},
	{ name: 'redirect', do: ELSEWHERE },
	{ name: 'repeated page', do: { type: 'repeatPage' }, only: 'lists' },
	{ name: 'looping cursor', do: { type: 'repeatCursor' }, times: Infinity, only: 'lists' },
	...forEver.map((name) => ({
		name: `${name}, for ever`,
		do: once.find((row) => row.name === name)!.do,
		times: Infinity,
	})),
];

/**
 * No limit headers beside the faults: they would name windows of the real time, and whether one of them ends
 * within somebody's patience would be a matter of chance.
 */
export const SILENT = { headers: false } as const;

import type { Answer } from '../http/answer';
import type { Delivery } from '../http/send';
import type { Fault } from './model';

type Links = { next_uri?: unknown; paging?: { next?: unknown } };

function nextOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { next_uri: uri, paging } = body as Links;
	const next = uri ?? paging?.next;
	return typeof next === 'string' && next !== '' ? next : undefined;
}

function withNext(body: unknown, next: string): unknown {
	const links = body as Links;
	return links.paging
		? { ...links, paging: { ...links.paging, next } }
		: { ...links, next_uri: next };
}

/** What a page links to next, after this fault; undefined where it leaves the link alone. */
function changedNext(fault: Fault, next: string | undefined): string | undefined {
	const action = fault.do;
	if (action.type === 'nextLink') {
		if ('url' in action) return action.url;
		const path = next?.replace(/^https?:\/\/[^/]*/i, '');
		return path === undefined ? undefined : action.origin + path;
	}
	if (action.type !== 'repeatCursor') return undefined;
	fault.memory ??= next;
	return fault.memory;
}

/** The first page a fault met, in the place of one that was due. */
function repeated(fault: Fault, due: Answer, link: 'repeated' | 'due'): Answer {
	const page = (fault.page ??= due);
	if (link === 'repeated' || typeof page.body !== 'object') return page;
	const { next_uri, paging } = due.body as Links;
	return { ...page, body: { ...page.body, next_uri, paging } };
}

/** The operation's answer as a fault leaves it. */
export function alter(fault: Fault, answer: Answer): Answer {
	if (fault.do.type === 'cutJson') {
		const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
		return {
			...answer,
			headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers },
			body: text.slice(0, Math.ceil(text.length / 2)),
		};
	}
	if (fault.do.type === 'contentType') {
		return { ...answer, headers: { ...answer.headers, 'content-type': fault.do.as } };
	}
	if (fault.do.type === 'repeatPage') return repeated(fault, answer, fault.do.link ?? 'repeated');
	const next = changedNext(fault, nextOf(answer.body));
	return next === undefined ? answer : { ...answer, body: withNext(answer.body, next) };
}

/** How the answer is to leave the server. */
export function deliveryOf(faults: readonly Fault[]): Delivery {
	for (const { do: action } of faults) {
		if (action.type === 'drop') return action.reset ? 'reset' : 'drop';
		if (action.type === 'hang' || action.type === 'drip' || action.type === 'truncate')
			return action.type;
	}
	return 'whole';
}

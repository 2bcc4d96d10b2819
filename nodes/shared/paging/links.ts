import { foreignLink } from './errors';

/** Where a list goes on, as a link says. Never an address: what to ask, and whom, is the caller's. */
export interface NextLink {
	cursor?: string;
	start?: number;
	take?: number;
	/** All parameters of the link, the above included. */
	query: Record<string, string>;
}

/** Characters that a URL parser drops or turns into a slash without a word. */
const TRICKS = /[\p{Cc}\\]/u;

/**
 * The cursor in a `next_uri`; undefined when there is no next page, which is also what an empty cursor
 * means. A link that goes on by other parameters than `cursor` is refused here, since to leave them out
 * would be to lose records; `nextLink` tells them.
 *
 * @throws PagingError `DOCUSIGN_FOREIGN_LINK`
 */
export function nextCursor(nextUri: unknown, baseUrl: string): string | undefined {
	const link = nextLink(nextUri, baseUrl);
	if (link && link.cursor === undefined) {
		throw foreignLink('the link to the next page has no cursor');
	}
	return link?.cursor || undefined;
}

/**
 * Where `next_uri` or `paging.next` leads, however it is spelt: a path with the API's prefix or without
 * it, a bare query, or an absolute URL. Absent, empty and blank mean that there is no next page. The
 * path is not looked at: the next page of a list is asked for where the list is, and parameters that are
 * not known travel as query values only.
 *
 * @param baseUrl the configured Admin base URL; a link to another scheme, host or port is refused, as is
 * one with user information, backslashes or control characters, and one that is no link
 * @throws PagingError `DOCUSIGN_FOREIGN_LINK`
 */
export function nextLink(next: unknown, baseUrl: string): NextLink | undefined {
	if (next === undefined || next === null) return undefined;
	if (typeof next !== 'string') throw foreignLink('the link to the next page is not a text');
	const text = next.trim();
	if (text === '') return undefined;
	const query = queryOf(safeUrl(text, baseUrl));
	if (Object.keys(query).length === 0) {
		throw foreignLink('the link to the next page does not say where the list goes on');
	}
	return { cursor: query.cursor, start: count(query.start), take: count(query.take), query };
}

function safeUrl(text: string, baseUrl: string): URL {
	if (TRICKS.test(text) || !URL.canParse(text, baseUrl)) {
		throw foreignLink('the link to the next page is malformed');
	}
	const url = new URL(text, baseUrl);
	const base = new URL(baseUrl);
	// Not `origin`: that of a blob: URL is the origin inside it.
	if (url.protocol !== base.protocol || url.host !== base.host) {
		throw foreignLink(
			`the link to the next page leads to another host: ${url.host || url.protocol}`,
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw foreignLink('the link to the next page carries user information');
	}
	return url;
}

/** Of a parameter given twice the first counts. */
function queryOf(url: URL): Record<string, string> {
	const query = new Map<string, string>();
	// A plus is one: cursors are often Base64 that nobody escaped, and never contain blanks.
	for (const [name, value] of new URLSearchParams(url.search.replaceAll('+', '%2B'))) {
		if (!query.has(name)) query.set(name, value);
	}
	return Object.fromEntries(query);
}

function count(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

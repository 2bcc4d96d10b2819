import { foreignLink } from './errors';

/** Characters that a URL parser drops or turns into a slash without a word. */
const TRICKS = /[\p{Cc}\\]/u;

/**
 * The cursor in a `next_uri`, however the link is spelt: a path with the API's prefix or without it, a
 * bare query, or an absolute URL. Undefined when there is no next page, which is also what an empty
 * cursor means. Never an address: the next page of a list is asked for where the list is.
 *
 * @param baseUrl the configured Admin base URL; a link to another scheme, host or port is refused, as is
 * one with user information, backslashes or control characters, and one that is no link
 * @throws PagingError `DOCUSIGN_FOREIGN_LINK`, also for a link that goes on by other parameters than
 * `cursor`, since to leave them out would be to lose records
 * @example nextCursor('/users?cursor=abc123', 'https://api.docusign.net/Management') // 'abc123'
 */
export function nextCursor(nextUri: unknown, baseUrl: string): string | undefined {
	if (nextUri === undefined || nextUri === null) return undefined;
	if (typeof nextUri !== 'string') throw foreignLink('the link to the next page is not a text');
	const text = nextUri.trim();
	if (text === '') return undefined;
	// A plus is one: cursors are often Base64 that nobody escaped, and never contain blanks.
	const query = new URLSearchParams(safeUrl(text, baseUrl).search.replaceAll('+', '%2B'));
	const cursor = query.get('cursor');
	if (cursor === null) throw foreignLink('the link to the next page has no cursor');
	return cursor || undefined;
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

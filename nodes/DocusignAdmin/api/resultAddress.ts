import { createFailure } from './errors/catalogue';

/** Characters that a URL parser drops or turns into a slash without a word. */
const TRICKS = /[\p{Cc}\\]/u;

/** Docusign's own, on which results lie beside its Admin API. */
const OWN = /^(?:[a-z0-9-]+\.)+docusign\.net$/;

/** Where a result is asked for: with the token, so nowhere else. */
export interface ResultAddress {
	/** Scheme, host and port. */
	origin: string;
	/** Path and query, as the server gave them. */
	path: string;
}

/**
 * The address of a job's result, as an answer gives it. The token goes along, so it is followed only to the
 * configured host, or, where that is Docusign's, to another one of Docusign's by https.
 *
 * @param baseUrl the configured Admin base URL
 * @throws ApiFailure `DOCUSIGN_RESULT_ELSEWHERE`
 */
export function resultAddress(link: unknown, baseUrl: string): ResultAddress {
	const text = typeof link === 'string' ? link.trim() : '';
	if (text === '' || TRICKS.test(text) || !URL.canParse(text, baseUrl)) {
		throw createFailure('DOCUSIGN_RESULT_ELSEWHERE', { host: 'it is no address' });
	}
	const url = new URL(text, baseUrl);
	const base = new URL(baseUrl);
	const isConfigured = url.protocol === base.protocol && url.host === base.host;
	const isOwn = url.protocol === 'https:' && url.port === '' && OWN.test(url.hostname);
	const isAllowed = isConfigured || (isOwn && OWN.test(base.hostname));
	if (!isAllowed || url.username !== '' || url.password !== '') {
		throw createFailure('DOCUSIGN_RESULT_ELSEWHERE', { host: url.host || url.protocol });
	}
	return { origin: url.origin, path: `${url.pathname}${url.search}` };
}

import type { ApiResponse } from '../../shared/http';

const MARK = '***';

/**
 * An answer that does not hold a secret, however the server quotes it and whatever the status. Texts are
 * cleaned of what looks like a token anyway, but a static token may look like anything.
 */
export function redacted(answer: ApiResponse, secret: string): ApiResponse {
	const coded = encodeURIComponent(secret);
	const inLowerCase = coded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
	const spellings = [...new Set([secret, coded, inLowerCase])];
	return cleaned(answer, (text) =>
		spellings.reduce((rest, spelling) => rest.replaceAll(spelling, MARK), text),
	);
}

function cleaned(answer: ApiResponse, clean: (text: string) => string): ApiResponse {
	const headers = Object.entries(answer.headers).map(([name, value]) => [name, clean(value)]);
	return {
		...answer,
		headers: Object.fromEntries(headers) as Record<string, string>,
		body: inside(answer.body, clean),
	};
}

/** A value with all texts in it cleaned. */
function inside(value: unknown, clean: (text: string) => string): unknown {
	if (typeof value === 'string') return clean(value);
	if (Array.isArray(value)) return value.map((entry) => inside(entry, clean));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [clean(name), inside(entry, clean)]),
	);
}

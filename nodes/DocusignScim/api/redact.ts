import type { ApiResponse, Send } from '../../shared/http';

const MARK = '***';

/**
 * A way out whose answers do not hold a secret, however the server quotes it and whatever their status.
 * Texts are cleaned of what looks like a token anyway, but a static token may look like anything.
 */
export function redacting(send: Send, secret: string): Send {
	const coded = encodeURIComponent(secret);
	const inLowerCase = coded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
	const spellings = [...new Set([secret, coded, inLowerCase])];
	const clean = (text: string) =>
		spellings.reduce((rest, spelling) => rest.replaceAll(spelling, MARK), text);
	return async (request) => {
		const answer = await send(request);
		return answer.status === undefined ? answer : cleaned(answer, clean);
	};
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

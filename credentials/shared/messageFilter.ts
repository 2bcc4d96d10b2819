/**
 * n8n replaces a whole error message by a canned sentence when one of these words occurs in it,
 * anywhere and in any case: "preEXISTing" is enough (NodeError.setDescriptiveErrorMessage in
 * n8n-workflow). What a server sends and what a user typed can hold any of them.
 */
export const WORDS_N8N_REPLACES = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ERRADDRINUSE',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EAI_AGAIN',
	'ENOENT',
	'EISDIR',
	'ENOTDIR',
	'EACCES',
	'EEXIST',
	'EPERM',
	'GETADDRINFO',
] as const;

const REPLACED = new RegExp(WORDS_N8N_REPLACES.join('|'), 'gi');
const ZERO_WIDTH_SPACE = '\u200B';

/**
 * The same text, written so that n8n shows it as it is. Inside a link a letter is percent-encoded,
 * which leaves its meaning alone; elsewhere an invisible space splits the word.
 */
export function keepMessage(text: string): string {
	return text.replace(REPLACED, (word: string, at: number) =>
		isInsideLink(text, at)
			? `%${word.charCodeAt(0).toString(16).toUpperCase()}${word.slice(1)}`
			: `${word[0]}${ZERO_WIDTH_SPACE}${word.slice(1)}`,
	);
}

function isInsideLink(text: string, at: number): boolean {
	return /https?:\/\/\S*$/i.test(text.slice(0, at));
}

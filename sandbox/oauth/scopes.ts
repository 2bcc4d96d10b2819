import { publishedOperations } from '../spec';

/** Scopes of eSignature and of sign-in, which an Admin app asks for beside the Admin API's own. */
const generalScopes = [
	'signature',
	'impersonation',
	'extended',
	'openid',
	'profile',
	'email',
	'account_read',
	'account_write',
];

export const adminScopes: readonly string[] = [
	...new Set(publishedOperations.flatMap(({ scopes }) => scopes)),
];

const known = new Set([...generalScopes, ...adminScopes]);

/** Splits a scope parameter: separated by blanks, and nothing else. */
export const parseScopes = (text: string): string[] =>
	text.split(' ').filter((scope) => scope !== '');

export const unknownScopes = (scopes: readonly string[]): string[] =>
	scopes.filter((scope) => !known.has(scope));

import type { ContractRow, Facts } from './types';

/** The scopes that a request needs, given what it is about. */
export const scopesOf = (
	{ scopes, scopesInAccount }: ContractRow,
	{ accountId }: Pick<Facts, 'accountId'>,
): readonly string[] => (accountId ? (scopesInAccount ?? scopes) : scopes);

import type { ApiNoAnswer, ApiResponse } from '../../shared/http';

/** What a client knows of the credential; nothing secret. */
export interface CredentialFacts {
	/** The token stands for an application, not for a user. */
	isApplication: boolean;
	/** Somebody connected the credential in a browser, and n8n renews the connection. */
	isOAuth2: boolean;
	/** Whom the credential signs in as, where it names a user itself. */
	userId?: string;
	/** The scopes that the credential asks for. */
	scopes: readonly string[];
	/** The scopes of the token in use by now, where that is known. */
	granted?(): readonly string[] | undefined;
}

/**
 * The scopes of the token in use. Those of a JWT sign-in are the ones that it asked for, unless the answer
 * said otherwise. A connection has those it was made with, whatever the credential names since: undefined
 * where Docusign did not say.
 */
export const scopesInUse = ({
	granted,
	scopes,
	isOAuth2,
}: Pick<CredentialFacts, 'granted' | 'scopes' | 'isOAuth2'>): readonly string[] | undefined =>
	granted?.() ?? (isOAuth2 ? undefined : scopes);

/** The host that issued the token, which may be told its own token. */
export interface Issuer {
	/** Such as https://account.docusign.com. */
	baseUrl: string;
	/** `GET /oauth/userinfo`: who a user's token speaks for. Rejects as `Send` does. */
	userinfo(): Promise<ApiResponse | ApiNoAnswer>;
	/** When the token ends that is in use by now, in epoch ms; undefined where that is not known. */
	tokenEndsAt(): number | undefined;
}

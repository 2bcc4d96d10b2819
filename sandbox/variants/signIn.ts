/** How the server signs in, and what its clock shows. */
export interface SignInOptions {
	/** How far the server's clock is ahead of `now`, in milliseconds; negative: behind. `Date` shows it. */
	clockOffsetMs: number;
	/** How far ahead of that clock an assertion's `iat` may be; one that is ahead is seen to be refused. */
	iatLeewaySeconds: number;
}

export const usualSignIn: SignInOptions = { clockOffsetMs: 0, iatLeewaySeconds: 0 };

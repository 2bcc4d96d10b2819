import { unknownScopes } from '../../../../credentials/shared/scopes';
import { isFailure } from '../../api/errors/catalogue';
import { failed, ok, skipped, warning, type CheckResult } from '../checkResult';
import { failuresIn, signInFailure, type Findings } from '../probeAll';
import { failureText, grantAgain, utc } from '../texts';

/** Whether there is a token, for whom, and until when. */
export function token(found: Findings): CheckResult {
	const { isApplication, isOAuth2, issuerUrl, tokenEndsAt, tried, identity } = found;
	const failure = signInFailure(found);
	if (failure) return failed(failureText(failure));
	if (tried.size === 0 && identity.userId === undefined) return nothingAsked(found);
	const refused = failuresIn(found).filter((each) => isFailure(each, 'DOCUSIGN_TOKEN_REFUSED'));
	const details = {
		token_for: isApplication ? 'application' : 'user',
		sign_in: isOAuth2 ? 'OAuth2' : 'JWT',
		issued_by: issuerUrl,
		...(tokenEndsAt !== undefined && { expires_on: new Date(tokenEndsAt).toISOString() }),
	};
	if (refused.length > 0 && refused.length === tried.size) {
		const { remedy } = failureText(refused[0]);
		const message = 'Docusign issued a token, but its Admin API does not accept it.';
		return failed(message, { remedy, details });
	}
	const whose = isApplication ? 'the application' : 'a user';
	const until = tokenEndsAt === undefined ? '' : `, until ${utc(tokenEndsAt)}`;
	return ok(`There is a token for ${whose}${until}; it is renewed by itself.`, { details });
}

function nothingAsked({ isApplication, organizationId }: Findings): CheckResult {
	return isApplication && organizationId === undefined
		? skipped(
				'A token is asked for with the first request, and an application can make none without an organization.',
				{ remedy: "Enter the organization's ID in 'Organization'." },
			)
		: skipped('With these scopes there is nothing to ask for, so no token was needed.', {
				remedy: "Add organization_read and user_read to 'Scopes' in the credential.",
			});
}

/** What the token may be used for, as far as its scopes go. */
export function scopes(found: Findings): CheckResult {
	const { contract, scopes: asked, isOAuth2 } = found;
	const granted = found.granted?.();
	const details = { requested_scopes: asked.join(' '), granted_scopes: granted?.join(' ') };
	const known = Object.values(contract.rows).flatMap((row) =>
		row.scopes.concat(row.scopesInAccount ?? []),
	);
	// Docusign may leave out of its answer what is no permission, such as `extended`.
	const missing = [...new Set(known)].filter(
		(scope) => asked.includes(scope) && granted?.includes(scope) === false,
	);
	if (missing.length > 0) {
		return warning(
			`Docusign did not grant all scopes that 'Scopes' names; missing: ${missing.join(', ')}.`,
			{ remedy: grantAgain(found), details },
		);
	}
	const unknown = unknownScopes(asked);
	if (unknown.length > 0) {
		return warning(`Scopes that Docusign does not document: ${unknown.join(', ')}.`, {
			remedy: "Check their spelling in 'Scopes' of the credential.",
			details,
		});
	}
	if (isOAuth2 && !asked.includes('extended')) {
		return warning('Without the scope extended the connection ends 30 days after it was made.', {
			remedy: "Add extended to 'Scopes' in the credential, then connect it again.",
			details,
		});
	}
	return ok(`The credential asks for: ${asked.join(', ')}.`, { details });
}

/** Who the token in use speaks for: the host that issued it is asked, with that token. */
export function user({ isApplication, identity, userId: entered }: Findings): CheckResult {
	if (isApplication) return skipped('An application token stands for no user.');
	const { userId, name, email, reason } = identity;
	if (userId === undefined) {
		const why = reason ?? 'it named nobody';
		const whose = entered === undefined ? '' : ` It was issued for the user with ID ${entered}.`;
		return skipped(`The sign-in host did not say who the token speaks for: ${why}.${whose}`);
	}
	const details = { user_id: userId, name, email };
	const who = `${name ?? userId}${email ? ` (${email})` : ''}`;
	if (entered !== undefined && entered.toLowerCase() !== userId.toLowerCase()) {
		return failed(`The token speaks for ${who}, but 'User ID' names another user: ${entered}.`, {
			remedy: 'Test the credential, which signs in anew; then run this check again.',
			details,
		});
	}
	return ok(`Signed in as ${who}.`, { details });
}

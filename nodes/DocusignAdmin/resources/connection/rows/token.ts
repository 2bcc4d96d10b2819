import { unknownScopes } from '../../../../../credentials/shared/scopes';
import { ApiFailure } from '../../../../shared/errors/apiFailure';
import { allScopes } from '../needs';
import { failed, ok, skipped, warning, type CheckRow } from '../row';
import { signInFailure, type Survey } from '../survey';
import { failureText, GRANT_AGAIN, NOT_SIGNED_IN, utc } from './words';

/** Whether there is a token, for whom, and until when. */
export function tokenRow(survey: Survey): CheckRow {
	const { isApplication, isOAuth2, issuerUrl, tokenEndsAt, probes, identity } = survey;
	const failure = signInFailure(survey);
	if (failure) {
		const { message, ...rest } = failureText(failure);
		return failed('token', message, rest);
	}
	if (probes.size === 0 && identity.userId === undefined) return nothingAsked(survey);
	const refused = [...probes.values()].flatMap((each) =>
		'failure' in each && isTokenRefused(each.failure) ? [each.failure] : [],
	);
	const details = {
		token_for: isApplication ? 'application' : 'user',
		sign_in: isOAuth2 ? 'OAuth2' : 'JWT',
		issued_by: issuerUrl,
		...(tokenEndsAt !== undefined && { expires_on: new Date(tokenEndsAt).toISOString() }),
	};
	if (refused.length > 0 && refused.length === probes.size) {
		const { remedy } = failureText(refused[0]);
		const message = 'Docusign issued a token, but its Admin API does not accept it.';
		return failed('token', message, { remedy, details });
	}
	const whose = isApplication ? 'the application' : 'a user';
	const until = tokenEndsAt === undefined ? '' : `, until ${utc(tokenEndsAt)}`;
	return ok('token', `There is a token for ${whose}${until}; it is renewed by itself.`, {
		details,
	});
}

const isTokenRefused = (failure: Error) =>
	failure instanceof ApiFailure && failure.code === 'DOCUSIGN_TOKEN_REFUSED';

function nothingAsked({ isApplication, organizationId }: Survey): CheckRow {
	if (isApplication && organizationId === undefined) {
		return skipped(
			'token',
			'A token is asked for with the first request, and an application can make none without an organization.',
			{ remedy: "Enter the organization's ID in 'Organization'." },
		);
	}
	return skipped(
		'token',
		'With these scopes there is nothing to ask for, so no token was needed.',
		{
			remedy: "Add organization_read and user_read to 'Scopes' in the credential.",
		},
	);
}

/** What the token may be used for, as far as its scopes go. */
export function scopesRow(survey: Survey): CheckRow {
	const { contract, scopes, isOAuth2 } = survey;
	const granted = survey.granted?.();
	const details = {
		scopes: scopes.join(' '),
		...(granted && { granted_scopes: granted.join(' ') }),
	};
	// Docusign may leave out of its answer what is no permission, such as `extended`.
	const missing = allScopes(contract).filter(
		(scope) => scopes.includes(scope) && granted?.includes(scope) === false,
	);
	if (missing.length > 0) {
		return warning(
			'scopes',
			`Docusign did not grant all scopes that 'Scopes' names; missing: ${missing.join(', ')}.`,
			{ remedy: isOAuth2 ? GRANT_AGAIN.oAuth2 : GRANT_AGAIN.jwt, details },
		);
	}
	const unknown = unknownScopes(scopes);
	if (unknown.length > 0) {
		return warning('scopes', `Scopes that Docusign does not document: ${unknown.join(', ')}.`, {
			remedy: "Check their spelling in 'Scopes' of the credential.",
			details,
		});
	}
	if (isOAuth2 && !scopes.includes('extended')) {
		return warning(
			'scopes',
			'Without the scope extended the connection ends 30 days after it was made.',
			{ remedy: "Add extended to 'Scopes' in the credential, then connect it again.", details },
		);
	}
	return ok('scopes', `The credential asks for: ${scopes.join(', ')}.`, { details });
}

/** Who is signed in. */
export function userRow(survey: Survey): CheckRow {
	const { isApplication, identity } = survey;
	if (isApplication) return skipped('user', 'An application token stands for no user.');
	if (signInFailure(survey)) return skipped('user', NOT_SIGNED_IN);
	const { userId, name, email, reason } = identity;
	if (userId === undefined) {
		const why = reason ?? 'it named nobody';
		return skipped('user', `The sign-in host did not say who the token speaks for: ${why}.`);
	}
	return ok('user', `Signed in as ${name ?? userId}${email ? ` (${email})` : ''}.`, {
		details: { user_id: userId, name, email },
	});
}

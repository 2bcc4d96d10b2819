import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { OperationId } from '../../api/contract';
import { isLimit } from '../../api/errors/catalogue';
import { addressOf } from '../../api/users/userRecord';
import { failed, ok, skipped, warning, type CheckResult } from '../checkResult';
import { lackedScopes, recordsOf, type Findings } from '../probeAll';
import { failureText, missingScopes } from '../texts';

/** What only organizations with some plans have: everything else works without. */

const USERS_BY_ID =
	'It is needed for users who are given by ID or picked from a list, for Include Profile and for the trigger.';

/** Whether users are given by ID, and what takes the place of it where they are not. */
export function dsprofile(found: Findings): CheckResult {
	const refusal = refusalFor(found, 'getUserDSProfile', 'user');
	if (refusal === undefined) return ok(`Docusign gives users by ID. ${USERS_BY_ID}`);
	if (!('plan' in refusal)) return refusal;
	const { message, details } = failureText(refusal.plan);
	const said = `Docusign does not give users by ID (dsprofile): ${message} ${USERS_BY_ID}`;
	if (!recordsOf(found, 'getUserProfiles')) {
		return failed(`${said} By e-mail address none was given either.`, {
			remedy: failureText(refusal.plan).remedy,
			details,
		});
	}
	const listed = recordsOf(found, 'getUsers') ?? [];
	if (listed.some((user) => addressOf(user) !== undefined)) {
		return warning(
			`${said} The node reads them by e-mail address instead: Docusign gives users by that, and its lists show the addresses.`,
			{ remedy: 'Nothing has to be done.', details },
		);
	}
	return warning(
		`${said} Docusign gives users by e-mail address, but no list that was read shows the addresses.`,
		{ remedy: "Set 'User' to By Email in the operations and give the address.", details },
	);
}

/** Whether there are DS groups. */
export function dsgroups(found: Findings): CheckResult {
	const what = 'It is needed for DS Group > Get Many, and to choose a DS group from a list.';
	const refusal = refusalFor(found, 'getDSGroups', 'account');
	if (refusal === undefined) return ok(`Docusign lists the DS groups of an account. ${what}`);
	if (!('plan' in refusal)) return refusal;
	const { message, details } = failureText(refusal.plan);
	return warning(`Docusign does not list DS groups: ${message} ${what}`, {
		remedy:
			'Docusign offers DS groups to organizations with plans for both CLM and eSignature. Without, use the groups of an account.',
		details,
	});
}

/**
 * Why something was not given: for want of a plan perhaps, where the same token is answered otherwise; or
 * what else there is to say. Undefined where it was given.
 *
 * @param about what has to be known to ask
 */
function refusalFor(
	found: Findings,
	api: OperationId,
	about: 'user' | 'account',
): CheckResult | { plan: ApiFailure } | undefined {
	const { contract, tried } = found;
	const row = contract.rows[api];
	if (row.lacks !== undefined) return skipped(`${contract.title} does not offer this.`);
	const read = tried.get(api);
	if (read === undefined) {
		const lacked = lackedScopes(found, row.scopes);
		if (lacked.length > 0) return skipped(missingScopes(found, lacked));
		return skipped(`Not asked for, because no ${about} is known to ask about.`, {
			remedy: "Enter the IDs in 'Organization' and 'Account'.",
		});
	}
	if (!('failure' in read)) return undefined;
	const { failure } = read;
	const isRefused =
		failure instanceof ApiFailure &&
		[400, 401, 403, 404].includes(failure.status ?? 0) &&
		!isLimit(failure);
	// Where the list of users is refused as well, it is no matter of a plan.
	return isRefused && recordsOf(found, 'getUsers')
		? { plan: failure }
		: failed(failureText(failure));
}

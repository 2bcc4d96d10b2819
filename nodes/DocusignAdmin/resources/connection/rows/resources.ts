import { VERBS } from '../../../../shared/contract/verbs';
import type { OperationId } from '../../../../shared/contract';
import { NEEDS, offered, scopesFor } from '../needs';
import { failed, ok, skipped, warning, type CheckRow } from '../row';
import { hasScope, signInFailure, type Survey } from '../survey';
import { administers } from './organizations';
import { failureText, missingScope, NOT_SIGNED_IN, organizationName } from './words';

/** What each resource of the node can be used for: to read, and to change. */
export function resourceRows(survey: Survey): CheckRow[] {
	return Object.entries(NEEDS).flatMap(([resource, { read, write }]) => [
		...(read ? [readRow(survey, `${resource}.read`, read)] : []),
		...(write ? [writeRow(survey, `${resource}.write`, write)] : []),
	]);
}

/** What keeps an access from being looked at, or denies it outright; the same for both kinds. */
function obstacle(survey: Survey, check: string, operations: OperationId[]): CheckRow | undefined {
	if (operations.length === 0) {
		return skipped(check, `${survey.contract.title} does not offer this.`);
	}
	if (signInFailure(survey)) return skipped(check, NOT_SIGNED_IN);
	const missing = scopesFor(survey.contract, operations).find((scope) => !hasScope(survey, scope));
	if (missing === undefined) return undefined;
	const { message, ...rest } = missingScope(survey, missing);
	return failed(check, message, rest);
}

/** Reading is tried. */
function readRow(survey: Survey, check: string, needed: readonly OperationId[]): CheckRow {
	const { contract, isApplication, probes, organizationId } = survey;
	const operations = offered(contract, needed);
	if (isApplication && operations.every((each) => contract.rows[each].userTokenOnly)) {
		return skipped(check, 'Docusign refuses this to application tokens.', {
			remedy: 'Enter IDs by hand instead of picking them, or use the token of a user.',
		});
	}
	const stopped = obstacle(survey, check, operations);
	if (stopped) return stopped;
	const scopes = scopesFor(contract, operations);
	const tried =
		operations.find((each) => probes.has(each)) ??
		[...probes.keys()].find((each) => scopes.includes(contract.rows[each].scope));
	const probed = tried && probes.get(tried);
	if (!probed) {
		const lacking = organizationId === undefined ? 'organization' : 'account';
		return skipped(check, `Not tried, because no ${lacking} is known to ask about.`, {
			remedy: `Enter its ID in '${lacking === 'account' ? 'Account' : 'Organization'}'.`,
		});
	}
	if ('failure' in probed) {
		const { message, ...rest } = failureText(probed.failure);
		return failed(check, message, rest);
	}
	return ok(check, `Docusign answers when asked to ${VERBS[tried]} (scope ${scopes.join(', ')}).`, {
		details: { needs_scopes: scopes.join(' ') },
	});
}

/** Writing is judged by scope and right: nothing is changed to find out. */
function writeRow(survey: Survey, check: string, needed: readonly OperationId[]): CheckRow {
	const { contract, isApplication } = survey;
	const operations = offered(contract, needed);
	const stopped = obstacle(survey, check, operations);
	if (stopped) return stopped;
	const scopes = scopesFor(contract, operations);
	const scope = scopes.join(', ');
	const details = { needs_scopes: scopes.join(' ') };
	const judged = 'Nothing was changed to prove it.';
	if (isApplication) {
		const refused = operations.filter((each) => contract.rows[each].userTokenOnly);
		const verbs = refused.map((each) => VERBS[each]).join(' and to ');
		return warning(
			check,
			`The scope ${scope} is there, but Docusign does not let an application ${verbs}. ${judged}`,
			{ remedy: "For that, set 'Token For' to User in a credential of its own.", details },
		);
	}
	const is = administers(survey);
	if (is === false) {
		return failed(
			check,
			`The scope ${scope} is there, but the user is not an administrator of ${organizationName(survey)}.`,
			{
				remedy: 'Only organization administrators may change users through the Admin API.',
				details,
			},
		);
	}
	return is
		? ok(check, `The scope ${scope} is there, and the user is an administrator. ${judged}`, {
				details,
			})
		: warning(
				check,
				`The scope ${scope} is there; whether the user is an administrator is not known. ${judged}`,
				{ details },
			);
}

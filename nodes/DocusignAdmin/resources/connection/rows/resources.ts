import { scopesOf } from '../../../api/contract/scopes';
import { VERBS } from '../../../api/contract/verbs';
import type { OperationId } from '../../../api/contract';
import { judgeJobs, reservation, scopesOfJobs, type Judged } from '../jobs';
import { needsOf, type Job } from '../needs';
import { failed, ok, skipped, warning, type CheckRow } from '../row';
import { signInFailure, type Survey } from '../survey';
import { administers } from './organizations';
import { failureText, missingScopes, NOT_SIGNED_IN, organizationName } from './words';

/** What each resource of the node can be used for: to read, and to change. */
export function resourceRows(survey: Survey): CheckRow[] {
	return Object.entries(needsOf(survey.contract)).flatMap(([resource, { read, write }]) => [
		...(read ? [readRow(survey, `${resource}.read`, read)] : []),
		...(write ? [writeRow(survey, `${resource}.write`, write)] : []),
	]);
}

/** What keeps an access from being looked at, or denies it outright; the same for both kinds. */
function obstacle(survey: Survey, check: string, judged: Judged): CheckRow | undefined {
	const { jobs, usable, lacking, missing } = judged;
	if (jobs.length === 0) return skipped(check, `${survey.contract.title} does not offer this.`);
	if (lacking.length === 0 && usable.length === 0) {
		return skipped(check, 'Docusign refuses this to application tokens.', {
			remedy: 'Enter IDs by hand instead of picking them, or use the token of a user.',
		});
	}
	if (signInFailure(survey)) return skipped(check, NOT_SIGNED_IN);
	if (usable.length > 0) return undefined;
	const { message, ...rest } = missingScopes(survey, missing);
	return failed(check, message, rest);
}

/** A success, or a warning where it is not one for all jobs. */
function settled(survey: Survey, check: string, judged: Judged, message: string): CheckRow {
	const needed = scopesOfJobs(survey.contract, judged.jobs);
	const rest = reservation(survey, judged);
	const details = { needs_scopes: needed.join(' '), ...rest?.details };
	return rest === undefined
		? ok(check, message, { details })
		: warning(check, `${message} ${rest.message}`, { remedy: rest.remedy, details });
}

/** Reading is tried. */
function readRow(survey: Survey, check: string, listed: readonly Job[]): CheckRow {
	const { contract, probes, organizationId } = survey;
	const judged = judgeJobs(survey, listed);
	const stopped = obstacle(survey, check, judged);
	if (stopped) return stopped;
	const scopes = scopesOfJobs(contract, judged.usable);
	const tried = triedAmong(survey, judged.usable, scopes);
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
	const names = scopes.join(', ');
	const message = `Docusign answers when asked to ${VERBS[tried]} (scope ${names}).`;
	return settled(survey, check, judged, message);
}

/** The request that was made for one of the jobs, else one that takes no other scopes. */
function triedAmong(
	{ contract, probes }: Survey,
	jobs: readonly Job[],
	scopes: readonly string[],
): OperationId | undefined {
	const operations = jobs.flatMap(({ calls }) => calls.map(({ operation }) => operation));
	return (
		operations.find((each) => probes.has(each)) ??
		[...probes.keys()].find((each) =>
			scopesOf(contract.rows[each], {}).every((scope) => scopes.includes(scope)),
		)
	);
}

/** Writing is judged by scope and right: nothing is changed to find out. */
function writeRow(survey: Survey, check: string, listed: readonly Job[]): CheckRow {
	const { contract, isApplication } = survey;
	const judged = judgeJobs(survey, listed);
	const stopped = obstacle(survey, check, judged);
	if (stopped) return stopped;
	const scope = scopesOfJobs(contract, judged.usable).join(', ');
	const there = `The scope ${scope} is there`;
	const proof = 'Nothing was changed to prove it.';
	if (isApplication) return settled(survey, check, judged, `${there}. ${proof}`);
	const is = administers(survey);
	const details = { needs_scopes: scopesOfJobs(contract, judged.jobs).join(' ') };
	if (is === false) {
		const where = organizationName(survey);
		return failed(check, `${there}, but the user is not an administrator of ${where}.`, {
			remedy: 'Only organization administrators may change users through the Admin API.',
			details,
		});
	}
	if (is)
		return settled(survey, check, judged, `${there}, and the user is an administrator. ${proof}`);
	const rest = reservation(survey, judged);
	const unknown = `${there}; whether the user is an administrator is not known. ${proof}`;
	return warning(check, [unknown, rest?.message ?? []].flat().join(' '), {
		remedy: rest?.remedy,
		details: { ...details, ...rest?.details },
	});
}

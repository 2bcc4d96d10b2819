import type { Contract } from '../../api/contract';
import { offered, scopesFor, type Job } from './needs';
import { missingScopes } from './rows/words';
import type { CheckRow } from './row';
import { lackedScopes, type Survey } from './survey';

/** The jobs of a resource by whether the token can do them. */
export interface Judged {
	/** All that the contract offers. */
	jobs: Job[];
	usable: Job[];
	/** Those that a scope is missing for. */
	lacking: Job[];
	/** Those that Docusign refuses to an application's token, whatever its scopes. */
	refused: Job[];
	/** The scopes that are missing for any of them. */
	missing: string[];
}

const isRefused = ({ isApplication, contract }: Survey, { calls }: Job) =>
	isApplication && calls.some(({ operation }) => contract.rows[operation].userTokenOnly);

const lackedFor = (survey: Survey, { calls }: Job) =>
	lackedScopes(survey, scopesFor(survey.contract, calls));

export function judgeJobs(survey: Survey, listed: readonly Job[]): Judged {
	const jobs = offered(survey.contract, listed);
	const refused = jobs.filter((job) => isRefused(survey, job));
	const allowed = jobs.filter((job) => !refused.includes(job));
	const lacking = allowed.filter((job) => lackedFor(survey, job).length > 0);
	return {
		jobs,
		usable: allowed.filter((job) => !lacking.includes(job)),
		lacking,
		refused,
		missing: [...new Set(lacking.flatMap((job) => lackedFor(survey, job)))],
	};
}

const named = (jobs: readonly Job[]) => jobs.map(({ name }) => name).join(', to ');

/** What cannot be done with it, where something else can; undefined where nothing is missing. */
export function reservation(
	survey: Survey,
	{ lacking, refused, missing }: Judged,
): Pick<CheckRow, 'message' | 'remedy' | 'details'> | undefined {
	const application =
		refused.length > 0 ? [`Docusign does not let an application ${named(refused)}.`] : [];
	if (lacking.length === 0) {
		return application.length === 0
			? undefined
			: {
					message: application[0],
					remedy: "For that, set 'Token For' to User in a credential of its own.",
				};
	}
	const { message, remedy, details } = missingScopes(survey, missing);
	const parts = [`It takes more to ${named(lacking)}: ${message}`, ...application];
	return { message: parts.join(' '), remedy, details };
}

/** The scopes of jobs, each once. */
export const scopesOfJobs = (contract: Contract, jobs: readonly Job[]): string[] =>
	scopesFor(
		contract,
		jobs.flatMap(({ calls }) => calls),
	);

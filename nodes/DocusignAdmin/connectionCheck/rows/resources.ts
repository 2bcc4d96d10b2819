import type { OperationId } from '../../api/contract';
import { scopesOf } from '../../api/contract/scopes';
import { VERBS } from '../../api/contract/verbs';
import { scopesFor, type Use } from '../../calls';
import type { Operation } from '../../operation';
import { failed, ok, skipped, warning, type CheckResult } from '../checkResult';
import type { Findings } from '../probeAll';
import { coverageOf, reservation, type ScopeCoverage } from '../scopeCoverage';
import { missingScopes, organizationName, refusalOf } from '../texts';
import { administers } from './organizations';

/** What keeps an access from being looked at, or denies it outright; the same for both kinds. */
function obstacle(found: Findings, coverage: ScopeCoverage): CheckResult | undefined {
	const { uses, usable, lacking, missing } = coverage;
	if (uses.length === 0) return skipped(`${found.contract.title} does not offer this.`);
	if (usable.length > 0) return undefined;
	if (lacking.length > 0) return failed(missingScopes(found, missing));
	return skipped('Docusign refuses this to application tokens.', {
		remedy: 'Enter IDs by hand instead of picking them, or use the token of a user.',
	});
}

/** A success, or a warning where it is not one for all uses, or where something else is not known. */
function settled(
	found: Findings,
	coverage: ScopeCoverage,
	message: string,
	isSure = true,
): CheckResult {
	const rest = reservation(found, coverage);
	const needed = scopesFor(found.contract, ...coverage.uses).join(' ');
	const details = { needs_scopes: needed, ...rest?.details };
	return rest === undefined && isSure
		? ok(message, { details })
		: warning([message, ...(rest ? [rest.message] : [])].join(' '), {
				remedy: rest?.remedy,
				details,
			});
}

/** What can be read with some operations: it is tried where the check has a request for it. */
export function reading(found: Findings, operations: readonly Operation[]): CheckResult {
	const { contract, organizationId, accountId } = found;
	const coverage = coverageOf(found, operations);
	const stopped = obstacle(found, coverage);
	if (stopped) return stopped;
	const scopes = scopesFor(contract, ...coverage.usable);
	const names = scopes.join(', ');
	const tried = triedAmong(found, coverage.usable, scopes);
	if (tried) {
		const answered = `Docusign answers when asked to ${VERBS[tried]} (scope ${names}).`;
		return refusalOf(found, tried) ?? settled(found, coverage, answered);
	}
	if (organizationId !== undefined && accountId !== undefined) {
		const there = `The scope ${names} is there. Nothing was read to prove it.`;
		return settled(found, coverage, there);
	}
	const unknown = organizationId === undefined ? 'organization' : 'account';
	return skipped(`Not tried, because no ${unknown} is known to ask about.`, {
		remedy: `Enter its ID in '${unknown === 'account' ? 'Account' : 'Organization'}'.`,
	});
}

/** The request that was made for one of the uses, else one that takes no other scopes. */
function triedAmong(
	{ contract, tried }: Findings,
	uses: readonly Use[],
	scopes: readonly string[],
): OperationId | undefined {
	const called = uses.flatMap(({ calls }) => calls.map(({ api }) => api));
	return (
		called.find((api) => tried.has(api)) ??
		[...tried.keys()].find((api) =>
			scopesOf(contract.rows[api], {}).every((scope) => scopes.includes(scope)),
		)
	);
}

/** What can be changed with some operations, by scope and right: nothing is changed to find out. */
export function writing(found: Findings, operations: readonly Operation[]): CheckResult {
	const { contract, isApplication } = found;
	const coverage = coverageOf(found, operations);
	const stopped = obstacle(found, coverage);
	if (stopped) return stopped;
	const there = `The scope ${scopesFor(contract, ...coverage.usable).join(', ')} is there`;
	const proof = 'Nothing was changed to prove it.';
	if (isApplication) return settled(found, coverage, `${there}. ${proof}`);
	const is = administers(found);
	if (is === false) {
		const where = organizationName(found);
		return failed(`${there}, but the user is not an administrator of ${where}.`, {
			remedy: 'Only organization administrators may change users through the Admin API.',
			details: { needs_scopes: scopesFor(contract, ...coverage.uses).join(' ') },
		});
	}
	const right = is
		? ', and the user is an administrator'
		: '; whether the user is an administrator is not known';
	return settled(found, coverage, `${there}${right}. ${proof}`, is);
}

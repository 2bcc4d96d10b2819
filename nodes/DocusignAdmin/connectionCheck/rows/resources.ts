import type { OperationId } from '../../api/contract';
import { scopesInUse } from '../../api/credential';
import { VERBS } from '../../api/contract/verbs';
import { scopesFor, type Use } from '../../calls';
import type { Operation } from '../../operation';
import { failed, ok, skipped, warning, type CheckResult } from '../checkResult';
import type { Findings } from '../probeAll';
import { coverageOf, reservation, type ScopeCoverage } from '../scopeCoverage';
import { missingScopes, organizationName, refusalOf } from '../texts';
import { administers } from './organizations';

/** A check of some operations, of which the token can do at least something. */
const usable =
	(judge: (found: Findings, coverage: ScopeCoverage) => CheckResult) =>
	(found: Findings, operations: readonly Operation[]): CheckResult => {
		const coverage = coverageOf(found, operations);
		if (coverage.uses.length === 0) return skipped(`${found.contract.title} does not offer this.`);
		if (coverage.usable.length > 0) return judge(found, coverage);
		if (coverage.lacking.length > 0) return failed(missingScopes(found, coverage.missing));
		return skipped('Docusign refuses this to application tokens.', {
			remedy: 'Enter IDs by hand instead of picking them, or use the token of a user.',
		});
	};

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
	if (rest === undefined && isSure) return ok(message, { details });
	const said = [message, rest?.message ?? []].flat().join(' ');
	return warning(said, { remedy: rest?.remedy, details });
}

/** What is known of some scopes that the token does not lack. */
const scopesThere = (found: Findings, names: string): string =>
	scopesInUse(found)
		? `The scope ${names} is there`
		: `Docusign did not say whether the connection has the scope ${names}`;

/** What can be read with some operations, as far as the check has asked for it. */
export const reading = usable((found, coverage) => {
	const { contract, organizationId, accountId } = found;
	const { answered, refused, replaced } = triedAmong(found, coverage.usable);
	const names = scopesFor(contract, ...coverage.usable).join(', ');
	if (answered.length > 0) {
		const verbs = [...new Set(answered.flatMap(({ apis }) => apis))].map((api) => VERBS[api]);
		const message = `Docusign answers when asked to ${verbs.join(', to ')} (scope ${names}).`;
		const [failure] = refused.map(({ api }) => refusalOf(found, api));
		if (!failure) return settled(found, coverage, message);
		const { remedy, details } = failure;
		const not = refused.map(({ use }) => use.name).join(', to ');
		return warning(`${message} It does not to ${not}: ${failure.message}`, { remedy, details });
	}
	const [failure] = [...refused, ...replaced].map(({ api }) => refusalOf(found, api));
	if (failure) return failure;
	if (organizationId !== undefined && accountId !== undefined) {
		return skipped(`${scopesThere(found, names)}. Nothing was read to prove it.`);
	}
	const unknown = organizationId === undefined ? 'organization' : 'account';
	return skipped(`Not tried, because no ${unknown} is known to ask about.`, {
		remedy: `Enter its ID in '${unknown === 'account' ? 'Account' : 'Organization'}'.`,
	});
});

/**
 * Some uses, by how the requests went that were made for them. Of users by ID a row of its own tells: where
 * they are not given, they are found by address.
 */
function triedAmong({ contract, tried }: Findings, uses: Use[]) {
	const isRefused = (api: OperationId) => 'failure' in tried.get(api)!;
	const isReplaced = (api: OperationId) =>
		api === 'getUserDSProfile' && contract.rows.getUserProfiles.lacks === undefined;
	const answered: Array<{ use: Use; apis: OperationId[] }> = [];
	const refused: Array<{ use: Use; api: OperationId }> = [];
	const replaced: typeof refused = [];
	for (const use of uses) {
		const made = use.calls.map(({ api }) => api).filter((api) => tried.has(api));
		const failed = made.filter(isRefused);
		const apis = made.filter((api) => !isRefused(api));
		const decisive = failed.find((api) => !isReplaced(api));
		if (decisive) refused.push({ use, api: decisive });
		else if (apis.length > 0) answered.push({ use, apis });
		else if (failed.length > 0) replaced.push({ use, api: failed[0] });
	}
	return { answered, refused, replaced };
}

/** What can be changed with some operations, by scope and right: nothing is changed to find out. */
export const writing = usable((found, coverage) => {
	const { contract, isApplication } = found;
	const there = scopesThere(found, scopesFor(contract, ...coverage.usable).join(', '));
	const is = administers(found);
	if (is === false) {
		const where = organizationName(found);
		return failed(`${there}, but the user is not an administrator of ${where}.`, {
			remedy:
				'Only administrators of the organization, delegated ones included, may change users through the Admin API.',
			details: { needs_scopes: scopesFor(contract, ...coverage.uses).join(' ') },
		});
	}
	const known = is
		? ', and the user is an administrator'
		: '; whether the user is an administrator is not known';
	const message = `${there}${isApplication ? '' : known}. Nothing was changed to prove it.`;
	const isSure = (isApplication || is === true) && scopesInUse(found) !== undefined;
	return settled(found, coverage, message, isSure);
});

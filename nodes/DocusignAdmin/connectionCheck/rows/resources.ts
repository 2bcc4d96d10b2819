import type { OperationId } from '../../api/contract';
import { scopesOf } from '../../api/contract/types';
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

/** What can be read with some operations: it is tried where the check has a request for it. */
export const reading = usable((found, coverage) => {
	const { contract, organizationId, accountId } = found;
	const names = scopesFor(contract, ...coverage.usable).join(', ');
	const tried = triedAmong(found, coverage.usable);
	if (tried) {
		const answered = `Docusign answers when asked to ${VERBS[tried]} (scope ${names}).`;
		return refusalOf(found, tried) ?? settled(found, coverage, answered);
	}
	if (organizationId !== undefined && accountId !== undefined) {
		const there = `${scopesThere(found, names)}. Nothing was read to prove it.`;
		return settled(found, coverage, there, scopesInUse(found) !== undefined);
	}
	const unknown = organizationId === undefined ? 'organization' : 'account';
	return skipped(`Not tried, because no ${unknown} is known to ask about.`, {
		remedy: `Enter its ID in '${unknown === 'account' ? 'Account' : 'Organization'}'.`,
	});
});

/** The request that was made for one of the uses, else one that takes no other scopes. */
function triedAmong({ contract, tried }: Findings, uses: Use[]): OperationId | undefined {
	const scopes = scopesFor(contract, ...uses);
	const called = uses.flatMap(({ calls }) => calls.map(({ api }) => api));
	return (
		called.find((api) => tried.has(api)) ??
		[...tried.keys()].find((api) =>
			scopesOf(contract.rows[api], {}).every((scope) => scopes.includes(scope)),
		)
	);
}

/** What can be changed with some operations, by scope and right: nothing is changed to find out. */
export const writing = usable((found, coverage) => {
	const { contract, isApplication } = found;
	const there = scopesThere(found, scopesFor(contract, ...coverage.usable).join(', '));
	const is = administers(found);
	if (is === false) {
		const where = organizationName(found);
		return failed(`${there}, but the user is not an administrator of ${where}.`, {
			remedy: 'Only organization administrators may change users through the Admin API.',
			details: { needs_scopes: scopesFor(contract, ...coverage.uses).join(' ') },
		});
	}
	const known = is
		? ', and the user is an administrator'
		: '; whether the user is an administrator is not known';
	const message = `${there}${isApplication ? '' : known}. Nothing was changed to prove it.`;
	const isSure = (isApplication || is) && scopesInUse(found) !== undefined;
	return settled(found, coverage, message, isSure);
});

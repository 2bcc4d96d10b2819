import { isOffered, scopesFor, usesOf, type Use } from '../calls';
import type { Operation } from '../operation';
import type { Said } from './checkResult';
import { lackedScopes, type Findings } from './probeAll';
import { missingScopes } from './texts';

/** The uses of some operations by whether the token can do them. */
export interface ScopeCoverage {
	/** All that the contract offers. */
	uses: Use[];
	usable: Use[];
	/** Those that a scope is missing for. */
	lacking: Use[];
	/** Those that Docusign refuses to an application's token, whatever its scopes. */
	refused: Use[];
	/** The scopes that are missing for any of them. */
	missing: string[];
}

/** What the token is good for among some operations. */
export function coverageOf(found: Findings, operations: readonly Operation[]): ScopeCoverage {
	const { contract, isApplication } = found;
	const lackedFor = (use: Use) => lackedScopes(found, scopesFor(contract, use));
	const isRefused = ({ calls }: Use) =>
		isApplication && calls.some(({ api }) => contract.rows[api].userTokenOnly);
	const uses = operations
		.flatMap((operation) => usesOf(operation, contract))
		.filter((use) => isOffered(contract, use));
	const refused = uses.filter(isRefused);
	const allowed = uses.filter((use) => !refused.includes(use));
	const lacking = allowed.filter((use) => lackedFor(use).length > 0);
	return {
		uses,
		usable: allowed.filter((use) => !lacking.includes(use)),
		lacking,
		refused,
		missing: [...new Set(lacking.flatMap(lackedFor))],
	};
}

/** Some uses by name, those that are all there is of an operation by the operation's. */
const named = (some: readonly Use[], uses: readonly Use[], and: string) => {
	const isWhole = ({ operation }: Use) =>
		uses.every((use) => use.operation !== operation || some.includes(use));
	const names = some.map((use) => (isWhole(use) ? use.operation : use.name));
	return [...new Set(names)].join(and);
};

/** What cannot be done with it, where something else can; undefined where nothing is missing. */
export function reservation(
	found: Findings,
	{ uses, lacking, refused, missing }: ScopeCoverage,
): Said | undefined {
	const scopes = lacking.length > 0 ? missingScopes(found, missing) : undefined;
	const said = [
		...(scopes ? [`It takes more to ${named(lacking, uses, ', to ')}: ${scopes.message}`] : []),
		...(refused.length > 0
			? [`Docusign does not let an application ${named(refused, uses, ' or ')}.`]
			: []),
	];
	if (said.length === 0) return undefined;
	const remedy = "For that, set 'Token For' to User in a credential of its own.";
	return { remedy, ...scopes, message: said.join(' ') };
}

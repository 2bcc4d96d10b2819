import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { contractOf } from '../../../nodes/DocusignAdmin/api/contract';
import { isOffered, scopesFor, usesOf } from '../../../nodes/DocusignAdmin/calls';
import type { CheckRow } from '../../../nodes/DocusignAdmin/connectionCheck/checkResult';
import { docusignResources } from '../../../nodes/DocusignAdmin/resources';
import type { JwtCredential, Sandbox } from '../../../sandbox';
import { adminNode, CONTRACTS, type ContractName } from '../../support/admin';

export const CHECK = { resource: 'connection', operation: 'check' };

/** The rows by the name of their check. */
export type Report = Record<string, CheckRow>;

export const reportOf = (output: Array<{ json: IDataObject }>): Report =>
	Object.fromEntries(output.map(({ json }) => [String(json.check), json as unknown as CheckRow]));

/** The scopes of the sandbox's credential and all that the contracts know, less some. */
export const everyScope = (sandbox: Sandbox, ...without: string[]): string => {
	const rows = CONTRACTS.flatMap((name) => Object.values(contractOf(name).rows));
	const scopes = [
		...sandbox.credential().requestedScopes.split(' '),
		...rows.flatMap((row) => row.scopes),
	];
	return [...new Set(scopes)].filter((scope) => !without.includes(scope)).join(' ');
};

/** Runs the operation with a JWT credential of the sandbox. */
export async function check(
	sandbox: Sandbox,
	contract: ContractName,
	credential: Partial<JwtCredential> = {},
	parameters: INodeParameters = {},
): Promise<Report> {
	const node = adminNode(sandbox, contract);
	return reportOf(await node.run({ ...CHECK, ...parameters }, { credential }));
}

/** The scopes of the sandbox's credential, less some. */
export const scopesWithout = (sandbox: Sandbox, ...scopes: string[]): string =>
	sandbox
		.credential()
		.requestedScopes.split(' ')
		.filter((scope) => !scopes.includes(scope))
		.join(' ');

/**
 * The status of each row about a resource, as follows from what its operations declare to call.
 *
 * @param missing a scope that the token lacks
 */
export function resourceRows(contract: ContractName, missing?: string): Array<[string, string]> {
	const wire = contractOf(contract);
	return docusignResources.flatMap(({ value, operations }) =>
		(['read', 'write'] as const).flatMap((access) => {
			const own = operations.filter(({ work }) => (work.kind === 'write') === (access === 'write'));
			if (own.length === 0) return [];
			const lacking = own
				.flatMap((operation) => usesOf(operation, wire))
				.filter((use) => isOffered(wire, use))
				.map((use) => scopesFor(wire, use).includes(missing ?? ''));
			const status = () => {
				if (lacking.length === 0) return 'skipped';
				if (lacking.every(Boolean)) return 'failed';
				return lacking.some(Boolean) ? 'warning' : 'ok';
			};
			return [[`${value}.${access}`, status()] as [string, string]];
		}),
	);
}

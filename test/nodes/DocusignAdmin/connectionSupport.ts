import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { CheckRow } from '../../../nodes/DocusignAdmin/resources/connection/row';
import type { JwtCredential, Sandbox } from '../../../sandbox';
import { adminNode, type ContractName } from '../../support/admin';

export const CHECK = { resource: 'connection', operation: 'check' };

/** The rows by the name of their check. */
export type Report = Record<string, CheckRow>;

export const reportOf = (output: Array<{ json: IDataObject }>): Report =>
	Object.fromEntries(output.map(({ json }) => [String(json.check), json as unknown as CheckRow]));

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
		.scopes.split(' ')
		.filter((scope) => !scopes.includes(scope))
		.join(' ');

import type { ContractName } from '../../../../../nodes/DocusignAdmin/api/contract';
import type { Shape } from './answers';
import { Docusign } from './client';
import { Directory } from './directory';
import { Trigger } from './trigger';

export const BOTH: ContractName[] = ['openApi', 'cursor'];

/** Two accounts, `a` and `b`, with so many users in each alone, and a trigger that has had its first run. */
export async function watching(
	{ inA = 3, inB = 3, contract = 'openApi' as ContractName, terse = false },
	...[choice, minutesApart]: [Trigger['choice']?, number?]
) {
	const directory = new Directory(['a', 'b']);
	const ofA = directory.addExisting(inA, ['a']);
	const ofB = directory.addExisting(inB, ['b']);
	const docusign = new Docusign(directory, { contract, terse });
	const trigger = await new Trigger(docusign, choice, minutesApart).begin();
	return { directory, docusign, trigger, ofA, ofB };
}

/** Users in all accounts, and a trigger that has not begun yet. */
export function inAll(shape: Shape, users: number, accounts = ['a', 'b'], pageSize?: number) {
	const directory = new Directory(accounts);
	const existing = directory.addExisting(users);
	const docusign = new Docusign(directory, shape, pageSize);
	const trigger = new Trigger(docusign);
	return { directory, docusign, trigger, users: existing, user: existing[0] };
}

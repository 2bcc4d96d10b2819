import type { Contract, OperationId } from './api/contract';
import { scopesOf } from './api/contract/types';

/** A call of the Admin API. */
export interface Call {
	api: OperationId;
	/** It is about one account, where the contract makes a difference of that. */
	inAccount?: boolean;
}

/** A call as an operation declares it: by Docusign's operation id, or with what else there is to say. */
export type DeclaredCall = OperationId | (Call & { on?(contract: Contract): boolean });

/**
 * What an operation calls. An operation that calls one thing for this and another for that has a
 * list for each use, by what the use is for, as it goes on after "It takes more to".
 */
export type Calls = readonly DeclaredCall[] | CallsByUse;
export type CallsByUse = Readonly<Record<string, readonly DeclaredCall[]>>;

/** One thing that an operation is used for on a contract. */
export interface Use {
	/** As a verb: `list the users of all accounts`. */
	name: string;
	/** The operation, as a verb: `get many users`. */
	operation: string;
	calls: readonly Call[];
}

const isList = (calls: Calls): calls is readonly DeclaredCall[] => Array.isArray(calls);

/**
 * An action of the menu, which has no articles there, as it goes on in a sentence.
 *
 * @example verbOf('Get members of DS group') // 'get members of a DS group'
 */
export function verbOf(action: string): string {
	const [verb, ...objects] = action.split(/ (?=(?:of|to|from|by) )|(?<=^\w+) /);
	const withArticle = (object: string) =>
		/s$|^many /.test(object) ? object : object.replace(/^((?:of|to|from|by) )?/, '$1a ');
	return [verb.toLowerCase(), ...objects.map(withArticle)]
		.join(' ')
		.replace(/\ba (?=[aeio])/g, 'an ');
}

/** What an operation is used for on a contract; a use that has no call there is none. */
export function usesOf(
	{ action, calls }: { action: string; calls: Calls },
	contract: Contract,
): Use[] {
	const operation = verbOf(action);
	const uses = Object.entries(isList(calls) ? { [operation]: calls } : calls);
	return uses.flatMap(([name, declared]) => {
		const made = declared
			.map((call) => (typeof call === 'string' ? { api: call, on: undefined } : call))
			.filter(({ on }) => on?.(contract) ?? true);
		return made.length === 0 ? [] : [{ name, operation, calls: made }];
	});
}

/** Whether the contract has all the calls that a use takes. */
export const isOffered = ({ rows }: Contract, { calls }: Use): boolean =>
	calls.every(({ api }) => rows[api].lacks === undefined);

/** The scopes that uses take, each once. */
export const scopesFor = ({ rows }: Contract, ...uses: Use[]): string[] => [
	...new Set(
		uses
			.flatMap(({ calls }) => calls)
			.flatMap(({ api, inAccount }) =>
				scopesOf(rows[api], { accountId: inAccount ? 'one' : undefined }),
			),
	),
];

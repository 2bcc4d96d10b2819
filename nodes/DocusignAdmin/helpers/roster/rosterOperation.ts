import type { JsonObject } from '../../../shared/http';
import { invalidInput } from '../../../shared/errors/input';
import { readOption } from '../../../shared/n8n/fields/readers';
import type { Item, Operation } from '../../operation';
import { identityOf } from '../../connectionCheck/identity';
import type { AdminClient } from '../../api/client';
import { peopleInJson } from '../../roster/people';
import type { Action } from '../../roster/types';

/** Where an operation takes its records from. */
interface Source {
	/** The fields of `recordsFrom`. */
	from: string;
	name: string;
	label: string;
}

interface Definition extends Omit<Operation, 'work' | 'all'> {
	source: Source;
	/** Does the work for all records at once. */
	run(item: Item, records: readonly JsonObject[]): AsyncIterable<JsonObject>;
}

/** The records of an item: those given in JSON, else all that came in. */
function recordsOf(
	item: Item,
	{ from, name, label }: Source,
	inputs: readonly JsonObject[] | undefined,
): readonly JsonObject[] {
	const chosen = readOption(item.parameter(from), `${label} From`, ['items', 'json']) ?? 'items';
	if (chosen === 'json') return peopleInJson(item.parameter(name), label);
	if (inputs !== undefined) return inputs;
	throw invalidInput(
		`A tool call has no items, so '${label} From' cannot be Items`,
		`Set '${label} From' to JSON, and give '${label}' as a list.`,
	);
}

/**
 * An operation on all items at once. n8n runs it by `all`; where it is called as a tool, which knows no items,
 * it is run like any other and takes one parameter.
 */
export const rosterOperation = ({ source, run, ...rest }: Definition): Operation => ({
	...rest,
	all: (item, inputs) => run(item, recordsOf(item, source, inputs)),
	work: {
		kind: 'read',
		async read(item) {
			const records: JsonObject[] = [];
			for await (const record of run(item, recordsOf(item, source, undefined))) {
				records.push(record);
			}
			return records;
		},
	},
});

/** The user whom the credential signs in as; undefined for an application, and where nobody tells. */
export async function ownUserOf({ credential, issuer }: AdminClient): Promise<string | undefined> {
	if (credential.isApplication) return undefined;
	return credential.userId ?? (await identityOf(issuer)).userId;
}

/** What a contract or a token cannot do, as a plan says it. */
export function impossibleFor({ contract, credential }: AdminClient) {
	const impossible: Partial<Record<Action, string>> = {};
	const { addUsers, closeMemberships } = contract.rows;
	if (addUsers.lacks !== undefined) {
		impossible.addMembership = `${contract.title} cannot do this: ${addUsers.lacks}`;
		impossible.reopen = `${contract.title} cannot open a closed membership. Open it in Docusign Admin.`;
	}
	if (credential.isApplication && closeMemberships.userTokenOnly) {
		impossible.close =
			'Docusign lets only a user close memberships, and the token is an application’s';
	}
	return impossible;
}

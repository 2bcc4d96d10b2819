import { objectIn } from '../../../shared/json';
import { readBoolean, readOption, readText } from '../../../shared/n8n/fields/readers';
import { organizationLocator } from '../../descriptions/locators';
import { listOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/rosterFields';
import { protectionsOf } from '../../helpers/roster/protections';
import { readState } from '../../helpers/roster/readState';
import { impossibleFor, ownUserOf, rosterOperation } from '../../helpers/roster/rosterOperation';
import { listsFor, scopeOf, type Scope } from '../../helpers/roster/scope';
import { BY_EMAIL, ifThere, PROFILES_OF_LIST, USERS_OF_ACCOUNT } from '../../helpers/userCalls';
import type { Item } from '../../operation';
import { demandNarrowed, organizationIdOf } from '../../parameters';
import { readRoster, ROSTER_FIELDS } from '../../roster/people';
import { resolvePeople } from '../../roster/resolve';
import { planRoster } from '../../roster/planning/plan';
import type { RosterSettings } from '../../roster/types';

const NOT_ON_ROSTER = ['report', 'close', 'ignore'] as const;

async function settingsOf(item: Item, { accounts }: Scope): Promise<RosterSettings> {
	const { client } = item;
	return {
		notOnRoster:
			readOption(item.parameter('notOnRoster'), 'Not on Roster', NOT_ON_ROSTER) ?? 'report',
		...protectionsOf(item, accounts),
		ownUserId: await ownUserOf(client),
		impossible: impossibleFor(client),
	};
}

/** The names of fields that the item gives. */
function fieldNamesOf(item: Item) {
	const given = objectIn(item.parameter('fieldNames'));
	return Object.fromEntries(ROSTER_FIELDS.map((field) => [field, readText(given[field])]));
}

/** Without the export of a very large roster: it takes no further scope, and the plan does without it. */
const COMMON = [
	'getAccounts' as const,
	USERS_OF_ACCOUNT,
	'getPermissions' as const,
	ifThere('getGroups'),
	PROFILES_OF_LIST,
];

export const plan = rosterOperation({
	name: 'Plan',
	value: 'plan',
	action: 'Plan roster',
	description:
		'Compare a list of people who should have access with Docusign, and output one item for each change that would bring Docusign into line. Changes nothing. Every item carries the plan ID and the counts of the plan.',
	calls: {
		'plan a roster for all accounts': COMMON,
		'plan a roster for some accounts': [...COMMON, ...BY_EMAIL],
	},
	fields: [
		organizationLocator(),
		...fields.recordsFrom(
			'People',
			'people',
			'peopleFrom',
			'[{"email": "name@email.com", "account": "Sales", "permissionProfile": "Sender"}]',
		),
		fields.fieldNames,
		fields.notOnRoster,
		fields.accountsInScope,
		listOptions(fields.includeUnchanged, ...fields.protections),
	],
	source: { from: 'peopleFrom', name: 'people', label: 'People' },
	async *run(item, records) {
		const { client } = item;
		const includeUnchanged = readBoolean(
			item.parameter('options.includeUnchanged'),
			'Include Unchanged',
		);
		demandNarrowed(item);
		const rows = readRoster(records, fieldNamesOf(item));
		const scope = await scopeOf(client, organizationIdOf(item), item.parameter('accountIds'));
		const settings = await settingsOf(item, scope);
		const lists = await listsFor(client, scope, rows);
		const people = resolvePeople(rows, lists, client.contract);
		const index = await readState(client, scope, { people, lists, settings }, item.inform);
		const { accounts } = scope;
		yield* planRoster({ people, index, accounts, settings, includeUnchanged });
	},
});

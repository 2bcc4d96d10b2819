import { text } from '../../../shared/n8n/fields/descriptions';
import { defined } from '../../../shared/json';
import { readText } from '../../../shared/n8n/fields/readers';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import {
	createdGroup,
	groupAsked,
	groupKey,
	rememberGroup,
	type NewGroup,
} from '../../helpers/creating/createdGroup';
import { shownOr } from '../../helpers/creating/made';
import { inAccountOf } from '../../helpers/dsGroups';
import { writing } from '../../helpers/plannedWrites';
import type { Item, Operation } from '../../operation';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create DS group',
	description: 'Create a DS group in an account',
	calls: {
		'create a DS group': ['addDSGroup'],
		'look a new DS group up where the answer is lost': ['addDSGroup', 'getDSGroups'],
	},
	fields: [
		organizationLocator(),
		accountLocator(),
		{ ...text('Name', 'groupName', 'The name of the group', 'Legal'), required: true },
		text('Description', 'description', 'What the group is for', 'Everyone in the legal department'),
		createOptions,
	],
	work: writing({
		lock: (item) => groupKey(wantedIn(item)),
		async plan(item) {
			const wanted = wantedIn(item);
			const since = await groupAsked(item, wanted);
			const recover = async () => await createdGroup(item, wanted, since);
			return {
				facts: inAccountOf(item),
				writes: [{ operation: 'addDSGroup', change: wanted.group, judgement: { recover } }],
				async result([answer]) {
					const about = String(wanted.group.group_name);
					const made = await shownOr(answer, { operation: 'addDSGroup', look: recover, about });
					await rememberGroup(item, wanted, made);
					return [made];
				},
			};
		},
	}),
};

const wantedIn = (item: Item): NewGroup => ({
	...inAccountOf(item),
	group: {
		group_name: readText(item.parameter('groupName')),
		...defined({ description: readText(item.parameter('description')) || undefined }),
	},
});

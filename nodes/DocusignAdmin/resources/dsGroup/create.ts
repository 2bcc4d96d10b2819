import { text } from '../../../shared/n8n/fields/descriptions';
import { defined } from '../../../shared/json';
import { readText } from '../../../shared/n8n/fields/readers';
import type { JsonObject } from '../../../shared/http';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { inAccountOf } from '../../helpers/dsGroups';
import { writing } from '../../helpers/plannedWrites';
import type { Operation } from '../../operation';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create DS group',
	description: 'Create a DS group in an account',
	calls: ['addDSGroup'],
	fields: [
		organizationLocator(),
		accountLocator(),
		{ ...text('Name', 'groupName', 'The name of the group', 'Legal'), required: true },
		text('Description', 'description', 'What the group is for', 'Everyone in the legal department'),
		createOptions,
	],
	work: writing({
		plan: async (item) =>
			await Promise.resolve({
				facts: inAccountOf(item),
				writes: [
					{
						operation: 'addDSGroup',
						change: defined({
							group_name: readText(item.parameter('groupName')),
							description: readText(item.parameter('description')) || undefined,
						}),
					},
				],
				result: ([answer]) => [answer as JsonObject],
			}),
	}),
};

import { dsGroupLocator } from '../../descriptions/dsGroupFields';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { dsGroupIdOf, inGroupOf } from '../../helpers/dsGroups';
import { writing } from '../../helpers/plannedWrites';
import type { Operation } from '../../operation';

export const deleteGroup: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete DS group',
	description: 'Delete a DS group for good; its members stay members of the account',
	calls: ['deleteDSGroup'],
	fields: [organizationLocator(), accountLocator(), dsGroupLocator, createOptions],
	work: writing({
		async plan(item) {
			const group = dsGroupIdOf(item);
			return await Promise.resolve({
				facts: inGroupOf(item),
				writes: [{ operation: 'deleteDSGroup', change: { ds_group_id: group } }],
				result: () => [{ ds_group_id: group, deleted: true }],
			});
		},
	}),
};

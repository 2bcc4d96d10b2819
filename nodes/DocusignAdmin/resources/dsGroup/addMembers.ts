import { dsGroupLocator, memberIds } from '../../descriptions/dsGroupFields';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { changingMembers, membersCalls } from '../../helpers/dsGroups';
import type { Operation } from '../../operation';

export const addMembers: Operation = {
	name: 'Add Members',
	value: 'addMembers',
	action: 'Add members to DS group',
	description: 'Add users of the account to a DS group',
	calls: membersCalls('add members to a DS group', 'addDSGroupUsers'),
	fields: [organizationLocator(), accountLocator(), dsGroupLocator, memberIds, createOptions],
	work: changingMembers('addDSGroupUsers'),
};

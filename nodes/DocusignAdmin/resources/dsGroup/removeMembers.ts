import { dsGroupLocator, memberIds } from '../../descriptions/dsGroupFields';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import { changingMembers, membersCalls } from '../../helpers/dsGroups';
import type { Operation } from '../../operation';

export const removeMembers: Operation = {
	name: 'Remove Members',
	value: 'removeMembers',
	action: 'Remove members from DS group',
	description: 'Remove users from a DS group; they stay members of the account',
	calls: membersCalls('remove members from a DS group', 'removeDSGroupUsers'),
	fields: [organizationLocator(), accountLocator(), dsGroupLocator, memberIds, createOptions],
	work: changingMembers('removeDSGroupUsers'),
};

import { groupLocator, memberIds } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { groupIdOf, memberIdsOf } from '../../parameters';
import type { Operation } from '../../operation';
import { groupPath } from '../../api/find';
import { memberIdsOf as membersOf } from '../../api/group';
import { addMembers as additions, patchBody } from '../../api/patch';
import { changePlan } from '../../helpers/change';
import { groupLock } from '../../helpers/locks';
import { GROUP_PATH } from '../../helpers/paths';

export const addMembers: Operation = {
	name: 'Add Members',
	value: 'addMembers',
	action: 'Add members to a group',
	description: 'Add users to a group; who is a member already stays one',
	request: { method: 'PATCH', url: GROUP_PATH },
	fields: [groupLocator, memberIds(true), changeOptions],
	work: {
		kind: 'write',
		lock: groupLock,
		async plan(item) {
			const id = groupIdOf(item);
			const added = memberIdsOf(item);
			return changePlan(item, {
				request: { ...item.declared, path: groupPath(id), body: patchBody(additions(added)) },
				context: { operation: 'add the members', group: id },
				id,
				asked: { addedMembers: added },
				isDone: (group) => {
					const members = new Set(membersOf(group));
					return added.every((member) => members.has(member));
				},
			});
		},
	},
};

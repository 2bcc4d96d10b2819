import { groupLocator, memberIds } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { memberIdsOf } from '../../parameters';
import type { Operation } from '../../operation';
import { membersAmong } from '../../api/records/group';
import { memberEffect } from '../../helpers/memberEffect';
import { addMembers as additions, patchBody } from '../../api/patch';
import { changePlan } from '../../helpers/change';
import { GROUP_PATH, groupLock, groupToChange } from '../../helpers/target';

export const addMembers: Operation = {
	name: 'Add Members',
	value: 'addMembers',
	action: 'Add members to group',
	description: 'Add users to a group; who is a member already stays one',
	request: { method: 'PATCH', url: GROUP_PATH },
	fields: [groupLocator, memberIds(true), changeOptions()],
	work: {
		kind: 'write',
		lock: groupLock,
		async plan(item) {
			const added = memberIdsOf(item);
			return await changePlan(item, {
				...groupToChange(item, 'add the members'),
				body: patchBody(additions(added)),
				asked: { addedMembers: added },
				effect: memberEffect((group) => membersAmong(added, group).length === added.length),
				isAll: true,
			});
		},
	},
};

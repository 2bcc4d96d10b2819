import { groupLocator, memberIds } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { memberIdsOf } from '../../parameters';
import type { WritePlan } from '../../../shared/n8n/operation';
import type { Item, Operation } from '../../operation';
import { isScimFailure } from '../../api/errors/catalogue';
import { membersAmong, showsMembers } from '../../api/records/group';
import { patchBody, removeMembers as removals } from '../../api/patch';
import { versionToDemand } from '../../api/version';
import type { JsonObject } from '../../../shared/http';
import { memberEffect } from '../../helpers/memberEffect';
import { changePlan } from '../../helpers/change';
import { GROUP_PATH, groupLock, groupToChange } from '../../helpers/target';

/**
 * Some servers refuse the whole request when one of its paths matches nobody. Who is no member is
 * then left out, once: that they are gone is what was asked for. Where the group does not show its members,
 * each is taken out by a request of its own, since the refusal of that one tells.
 */
async function removal(
	item: Item,
	removed: string[],
	version?: string,
	isLast = false,
): Promise<WritePlan> {
	const target = groupToChange(item, 'remove the members');
	const { requests, summaries, send } = await changePlan(item, {
		...target,
		body: patchBody(removals(removed)),
		asked: { removedMembers: removed },
		effect: memberEffect((group) => membersAmong(removed, group).length === 0),
		isAll: true,
		version,
	});
	const withoutStrangers = async (refusal: unknown): Promise<JsonObject[]> => {
		if (isLast || !isScimFailure(refusal, 'DOCUSIGN_SCIM_NO_TARGET')) {
			return await Promise.reject(refusal);
		}
		const shown = await item.client.record(target.request.path, target.context);
		if (!showsMembers(shown.resource)) {
			return removed.length === 1 ? [shown.resource] : await oneByOne(item, removed);
		}
		const left = membersAmong(removed, shown.resource);
		if (left.length === 0) return [shown.resource];
		if (left.length === removed.length) return await Promise.reject(refusal);
		const rest = await removal(item, left, versionToDemand(shown, undefined), true);
		return await rest.send();
	};
	return { requests, summaries, send: async () => await send().catch(withoutStrangers) };
}

async function oneByOne(item: Item, removed: string[]): Promise<JsonObject[]> {
	let group: JsonObject[] = [];
	for (const id of removed) group = await (await removal(item, [id])).send();
	return group;
}

export const removeMembers: Operation = {
	name: 'Remove Members',
	value: 'removeMembers',
	action: 'Remove members from group',
	description: 'Take users out of a group; who is no member is no failure',
	request: { method: 'PATCH', url: GROUP_PATH },
	fields: [groupLocator, memberIds(true), changeOptions()],
	work: {
		kind: 'write',
		lock: groupLock,
		plan: async (item) => await removal(item, memberIdsOf(item)),
	},
};

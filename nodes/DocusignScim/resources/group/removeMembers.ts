import { groupLocator, memberIds } from '../../descriptions/locators';
import { changeOptions } from '../../descriptions/options';
import { groupIdOf, memberIdsOf } from '../../parameters';
import type { WritePlan } from '../../../shared/n8n/operation';
import type { Item, Operation } from '../../operation';
import type { JsonObject } from '../../../shared/http';
import { isScimFailure } from '../../api/errors/catalogue';
import { groupPath } from '../../api/find';
import { memberIdsOf as membersOf } from '../../api/group';
import { patchBody, removeMembers as removals } from '../../api/patch';
import { versionToDemand } from '../../api/version';
import { changePlan } from '../../helpers/change';
import { groupLock } from '../../helpers/locks';
import { GROUP_PATH } from '../../helpers/paths';

const contextOf = (group: string) => ({ operation: 'remove the members', group });

function removal(item: Item, id: string, removed: string[], version?: string): WritePlan {
	return changePlan(item, {
		request: { ...item.declared, path: groupPath(id), body: patchBody(removals(removed)) },
		context: contextOf(id),
		id,
		asked: { removedMembers: removed },
		isDone: (group) => {
			const members = new Set(membersOf(group));
			return !removed.some((member) => members.has(member));
		},
		version,
	});
}

/**
 * Some servers refuse the whole request when one of its paths matches nobody. Who is no member is
 * then left out: that they are gone is what was asked for.
 */
async function withoutStrangers(
	item: Item,
	id: string,
	removed: string[],
	refusal: unknown,
): Promise<JsonObject[]> {
	if (!isScimFailure(refusal, 'DOCUSIGN_SCIM_NO_TARGET')) throw refusal;
	const { resource } = await item.client.read(groupPath(id), contextOf(id));
	const version = versionToDemand({ resource }, undefined);
	const members = new Set(membersOf(resource));
	const left = removed.filter((member) => members.has(member));
	if (left.length === 0) return [resource];
	if (left.length === removed.length) throw refusal;
	return await removal(item, id, left, version).send();
}

export const removeMembers: Operation = {
	name: 'Remove Members',
	value: 'removeMembers',
	action: 'Remove members from a group',
	description: 'Take users out of a group; who is no member is no failure',
	request: { method: 'PATCH', url: GROUP_PATH },
	fields: [groupLocator, memberIds(true), changeOptions],
	work: {
		kind: 'write',
		lock: groupLock,
		async plan(item) {
			const id = groupIdOf(item);
			const removed = memberIdsOf(item);
			const { requests, send } = removal(item, id, removed);
			return {
				requests,
				send: async () =>
					await send().catch(
						async (error: unknown) => await withoutStrangers(item, id, removed, error),
					),
			};
		},
	},
};

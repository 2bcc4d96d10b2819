import { createFailure } from '../../api/errors/catalogue';
import { VERBS } from '../../api/contract/verbs';
import { dsGroupRecords } from '../../api/moreLists';
import type { JsonObject } from '../../../shared/http';
import type { Item } from '../../operation';
import { firstAsked, fitsText, isSince, madeSoFar } from './made';

/** The group that a create asks for, in published names. */
export interface NewGroup {
	organizationId: string;
	accountId: string;
	group: JsonObject & { group_name: string };
}

/** Items that ask for the same group wait for each other, and share what they know of it. */
export const groupKey = ({ organizationId, accountId, group: { group_name: name } }: NewGroup) =>
	`dsGroup:${organizationId}:${accountId}:${name.trim().toLowerCase()}`;

/** Keeps in mind what was made, so that no later create takes it for its own. */
export async function rememberGroup(item: Item, wanted: NewGroup, made: JsonObject): Promise<void> {
	(await madeSoFar(item, groupKey(wanted))).add(String(made.ds_group_id));
}

/**
 * Looks for the group that a create without an answer may have made: one of the name and description that were
 * sent, which was last changed no earlier than the request.
 *
 * @returns undefined where there is no group of the name that could be it
 * @throws ApiFailure where there is one, and it cannot be told whether that is the new one
 */
export async function createdGroup(
	item: Item,
	wanted: NewGroup,
	since: number,
): Promise<JsonObject | undefined> {
	const { organizationId, accountId, group } = wanted;
	const made = await madeSoFar(item, groupKey(wanted));
	const all = await dsGroupRecords(item.client, organizationId, accountId);
	const likely = all.filter(
		({ ds_group_id: id, group_name: name, last_modified_on: at }) =>
			fitsText(group.group_name, name) &&
			!made.has(String(id)) &&
			(typeof at !== 'string' || isSince(at, since)),
	);
	if (likely.length === 0) return undefined;
	const [found, ...others] = likely;
	const isCertain =
		others.length === 0 &&
		typeof found.last_modified_on === 'string' &&
		typeof found.group_name === 'string' &&
		fitsText(group.description, found.description);
	if (isCertain) return found;
	const ids = likely.map(({ ds_group_id: id }) => String(id)).join(', ');
	throw createFailure('DOCUSIGN_ITEMS_FAILED', {
		operation: VERBS.addDSGroup,
		said: `it cannot be told whether ${ids} is the new group "${group.group_name}"`,
	});
}

/** When the group was first asked for, in epoch ms. */
export const groupAsked = async (item: Item, wanted: NewGroup): Promise<number> =>
	await firstAsked(item, groupKey(wanted));

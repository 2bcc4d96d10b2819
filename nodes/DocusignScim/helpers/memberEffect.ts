import type { JsonObject } from '../../shared/http';
import type { Effect } from '../api/effect';
import { showsMembers } from '../api/records/group';

/**
 * The effect of a change of members. A group may leave them out because it has none, or because the server
 * does not show them: after a confirmed change it is taken for the former.
 */
export const memberEffect =
	(isSo: (group: JsonObject) => boolean) =>
	(group: JsonObject, isWhole: boolean): Effect => {
		if (!isWhole && !showsMembers(group)) return { other: [], unseen: ['members'] };
		return { other: isSo(group) ? [] : ['members'], unseen: [] };
	};

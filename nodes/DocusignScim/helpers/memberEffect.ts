import type { JsonObject } from '../../shared/http';
import { attributeOf } from '../api/records/attributes';
import type { Effect } from '../api/effect';

/**
 * The effect of a change of members. A group that was read shows all of them, and none where it has
 * none; the answer to a change may leave them out.
 */
export const memberEffect =
	(isSo: (group: JsonObject) => boolean) =>
	(group: JsonObject, isWhole: boolean): Effect => {
		const isShown = isWhole || Array.isArray(attributeOf(group, 'members'));
		if (!isShown) return { other: [], unseen: ['members'] };
		return { other: isSo(group) ? [] : ['members'], unseen: [] };
	};

import { ok } from '../../../http/answer';
import { accountIn, published } from '../../operation';
import { pagingOf, sliceOf } from '../../paging';
import { groupView } from '../../views';

export const getGroups = published('getGroups', (call) => {
	const { groups } = accountIn(call);
	const slice = sliceOf(call);
	const shown = groups.slice(slice.start, slice.start + slice.take);
	return ok({
		groups: shown.map(groupView),
		...pagingOf(call, slice, shown.length, groups.length),
	});
});

import { guidParam } from '../../../common/access';
import { checkEntitled } from '../../../common/entitlement';
import { invalidParameter, notFound, ok, refuse } from '../../../http/answer';
import type { Account, DsGroup } from '../../../state/model';
import { accountIn, type AdminCall, published } from '../../operation';
import { dsGroupView } from '../../dsGroupView';

/** The account of a call on DSGroups, if its organization has them. */
export function dsAccountIn(call: AdminCall<unknown>): Account {
	const account = accountIn(call);
	checkEntitled(call, 'dsGroupsStatus', 'AllowMultiApplication');
	return account;
}

const DEFAULT_PAGE_SIZE = 20;

export function groupIn(call: AdminCall<unknown>, account: Account): DsGroup {
	const group = account.dsGroups.get(guidParam(call, 'dsGroupId'));
	if (!group) throw notFound('DS_GROUP_NOT_FOUND', 'The DSGroup does not exist in the account.');
	return group;
}

/** One page by `page` and `page_size`. What number the first page bears and how large one may be are options. */
export function numberedPage<T>(call: AdminCall<unknown>, all: readonly T[]) {
	const {
		startCounts,
		pagingInLists,
		firstDsGroupPage: first,
		maxDsGroupPageSize: most,
		overlongDsGroupPage,
	} = call.backend.options;
	const page = Number(call.query.get('page') ?? first);
	const asked = Number(call.query.get('page_size') ?? Math.min(DEFAULT_PAGE_SIZE, most));
	const size = overlongDsGroupPage === 'cap' ? Math.min(asked, most) : asked;
	if (page < first || size < 1 || size > most) {
		throw invalidParameter('page or page_size is out of range.');
	}
	const start = startCounts ? (page - first) * size : 0;
	const numbers = pagingInLists ? { page, page_size: size, total_count: all.length } : {};
	return { numbers, shown: all.slice(start, start + size) };
}

export const getDSGroups = published('getDSGroups', (call) => {
	const account = dsAccountIn(call);
	const { numbers, shown } = numberedPage(call, [...account.dsGroups.values()]);
	return ok({
		...numbers,
		account_id: account.id,
		ds_groups: shown.map((group) => dsGroupView(account, group)),
	});
});

export const getDSGroup = published('getDSGroup', (call) => {
	const account = dsAccountIn(call);
	return ok(dsGroupView(account, groupIn(call, account)));
});

interface NewGroup {
	group_name: string;
	description?: string;
}

export const addDSGroup = published<NewGroup>('addDSGroup', (call) => {
	const { state } = call.backend;
	const account = dsAccountIn(call);
	const { group_name: name, description = '' } = call.body;
	const taken = [...account.dsGroups.values()].some(
		(group) => group.name.toLowerCase() === name.toLowerCase(),
	);
	if (taken) throw refuse(400, 'DS_GROUP_NAME_EXISTS', 'A group with this name exists already.');
	const id = state.nextId('dsGroup');
	const groupId = String(900_000 + account.dsGroups.size + 1);
	const modifiedAt = state.clock.now();
	const group = { id, groupId, name, description, modifiedAt, memberIds: new Set<string>() };
	account.dsGroups.set(id, group);
	return ok(dsGroupView(account, group));
});

export const deleteDSGroup = published('deleteDSGroup', (call) => {
	const account = dsAccountIn(call);
	account.dsGroups.delete(groupIn(call, account).id);
	return { status: 204 };
});

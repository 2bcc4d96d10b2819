import type { Account, DsGroup } from '../state/model';
import { localTime } from '../state/time';

/** DSGroupResponse. */
export const dsGroupView = (account: Account, group: DsGroup) => ({
	ds_group_id: group.id,
	account_id: account.id,
	source_product_name: 'ESign',
	group_id: group.groupId,
	group_name: group.name,
	description: group.description,
	is_admin: false,
	last_modified_on: localTime(group.modifiedAt),
	user_count: group.memberIds.size,
	external_account_id: account.externalId,
	account_name: account.name,
	is_managed_by_scim: false,
});

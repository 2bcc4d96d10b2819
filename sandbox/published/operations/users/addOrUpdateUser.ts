import { checkEntitled } from '../../../common/entitlement';
import { notFound, ok } from '../../../http/answer';
import {
	createUser,
	join,
	type UserWish,
	usualUserName,
	withoutUndefined,
} from '../../../state/lifecycle';
import type { Account, Membership, User } from '../../../state/model';
import type { ProductWish } from '../../../state/products';
import { resolveWish } from '../../../state/products';
import { type UserBody, userWish } from '../../bodies';
import { dsGroupView } from '../../dsGroupView';
import { accountIn, type AdminCall, published } from '../../operation';
import { heldProfiles } from '../../productViews';
import { newUserHead } from '../../views';
import { assignProfiles } from '../accounts/productPermissions';

interface Body extends UserBody {
	email: string;
	product_permission_profiles: ProductWish[];
	ds_groups?: Array<{ ds_group_id: string }>;
}

/** The member to update, or a user who joins, or a new one: by user name and address, as in addUsers. */
function member(call: AdminCall<Body>, account: Account, wish: UserWish): [User, Membership] {
	const { state } = call.backend;
	const name = wish.userName ?? usualUserName(wish);
	const present = state.userByPair(wish.organizationId, name, wish.email);
	if (!present) {
		const { user, memberships } = createUser(state, wish);
		return [user, memberships[0]];
	}
	const membership = state.membershipIn(present.id, account.id);
	if (!membership || membership.status === 'closed') {
		const joined = join(state, present, wish.accounts[0], wish.autoActivate);
		state.settleStatus(present.id);
		return [present, joined];
	}
	const { firstName, lastName, languageCulture, federatedStatus } = wish;
	state.updateUser(
		present.id,
		withoutUndefined({ firstName, lastName, languageCulture, federatedStatus }),
	);
	return [present, membership];
}

export const addOrUpdateUser = published<Body>('addOrUpdateUser', (call) => {
	const { body, backend, organization } = call;
	const account = accountIn(call);
	if (body.ds_groups?.length) {
		checkEntitled(call, 'dsGroupsStatus', 'AllowMultiApplication');
	}
	const groups = (body.ds_groups ?? []).map(({ ds_group_id: id }) => {
		const group = account.dsGroups.get(id.toLowerCase());
		if (!group) throw notFound('DS_GROUP_NOT_FOUND', 'A DSGroup does not exist in the account.');
		return group;
	});
	for (const wish of body.product_permission_profiles) resolveWish(account, wish);
	// A default account is not carried out here.
	const told = { ...body, default_account_id: undefined };
	const wish = userWish(organization.id, told, [{ accountId: account.id }]);
	const [user, membership] = member(call, account, wish);
	assignProfiles(backend.state, account, membership, body.product_permission_profiles);
	for (const group of groups) group.memberIds.add(user.id);
	return ok({
		...newUserHead(user),
		accounts: [
			{
				id: account.id,
				site_id: account.siteId,
				product_permission_profiles: heldProfiles(account, membership),
				ds_groups: groups.map((group) => dsGroupView(account, group)),
				company_name: membership.companyName,
				job_title: membership.jobTitle,
			},
		],
	});
});

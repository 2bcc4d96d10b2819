import { notFound, ok } from '../../../http/answer';
import { changeMembership } from '../../../state/lifecycle';
import type { Account, Membership, User } from '../../../state/model';
import { eSignature, type ProductWish, resolveWish } from '../../../state/products';
import { brokenRule, RuleBroken } from '../../../state/rules';
import type { SandboxState } from '../../../state/state';
import { accountIn, type AdminCall, published, userIn } from '../../operation';
import { heldProfiles, offeredProfiles } from '../../productViews';

interface Wishes {
	product_permission_profiles: ProductWish[];
}

/** Gives a member the profiles wished for; refused as a whole if one does not exist. */
export function assignProfiles(
	state: SandboxState,
	account: Account,
	membership: Membership,
	wishes: readonly ProductWish[],
): void {
	const resolved = wishes.map((wish) => resolveWish(account, wish));
	for (const { product, profileId } of resolved) {
		if (product === eSignature) {
			const permissionProfileId = Number(profileId);
			changeMembership(state, membership, { accountId: account.id, permissionProfileId });
		} else {
			const held = new Map(membership.products).set(product.id, profileId);
			state.updateMembership(membership.id, { products: held });
		}
	}
}

function memberOf(call: AdminCall<unknown>, account: Account, user: User): Membership {
	const membership = call.backend.state.membershipIn(user.id, account.id);
	if (!membership) throw notFound('MEMBERSHIP_NOT_FOUND', 'The user is not in this account.');
	return membership;
}

/** The member with an address; several members may share one, which these calls cannot tell apart. */
function memberByEmail(call: AdminCall<unknown>, account: Account, email: string): User {
	const { state } = call.backend;
	const user = state
		.usersByEmail(call.organization.id, email)
		.find(({ id }) => state.membershipIn(id, account.id));
	if (!user) throw notFound('USER_NOT_FOUND', 'No member of the account has this address.');
	return user;
}

const answer = (account: Account, user: User, membership: Membership) =>
	ok({
		user_id: user.id,
		account_id: account.id,
		product_permission_profiles: heldProfiles(account, membership),
	});

export const getProductPermissionProfiles = published('getProductPermissionProfiles', (call) =>
	ok({ product_permission_profiles: offeredProfiles(accountIn(call)) }),
);

export const getUserProductPermissionProfiles = published(
	'getUserProductPermissionProfiles',
	(call) => {
		const account = accountIn(call);
		const membership = memberOf(call, account, userIn(call));
		return ok({ product_permission_profiles: heldProfiles(account, membership) });
	},
);

export const addUserProductPermissionProfiles = published<Wishes>(
	'addUserProductPermissionProfiles',
	(call) => {
		const account = accountIn(call);
		const user = userIn(call);
		const membership = memberOf(call, account, user);
		assignProfiles(call.backend.state, account, membership, call.body.product_permission_profiles);
		return answer(account, user, membership);
	},
);

export const getUserProductPermissionProfilesByEmail = published(
	'getUserProductPermissionProfilesByEmail',
	(call) => {
		const account = accountIn(call);
		const user = memberByEmail(call, account, call.query.get('email') ?? '');
		return answer(account, user, memberOf(call, account, user));
	},
);

export const addUserProductPermissionProfilesByEmail = published<Wishes & { email: string }>(
	'addUserProductPermissionProfilesByEmail',
	(call) => {
		const account = accountIn(call);
		const user = memberByEmail(call, account, call.body.email);
		const membership = memberOf(call, account, user);
		assignProfiles(call.backend.state, account, membership, call.body.product_permission_profiles);
		return answer(account, user, membership);
	},
);

interface Removal {
	user_id?: string;
	user_email?: string;
	product_ids: string[];
}

function removeProduct(state: SandboxState, membership: Membership, productId: string): void {
	if (productId === eSignature.id) {
		throw new RuleBroken('product_not_removable', 'eSignature ends with the membership only.');
	}
	const held = new Map(membership.products);
	if (!held.delete(productId)) {
		throw new RuleBroken('product_not_found', 'The user does not have this product.');
	}
	state.updateMembership(membership.id, { products: held });
}

export const removeUserProductPermission = published<Removal>(
	'removeUserProductPermission',
	(call) => {
		const { body, backend } = call;
		const { state } = backend;
		const account = accountIn(call);
		const user =
			body.user_id === undefined
				? memberByEmail(call, account, body.user_email ?? '')
				: userIn({ ...call, params: { ...call.params, userId: body.user_id } });
		const membership = memberOf(call, account, user);
		const results = body.product_ids.map((id) => {
			const broken = brokenRule(() => removeProduct(state, membership, id.toLowerCase()));
			return [id, broken ? broken.text : 'deleted'] as const;
		});
		return ok({
			is_success: results.every(([, result]) => result === 'deleted'),
			user_id: user.id,
			user_email: user.email,
			user_product_results: Object.fromEntries(results),
		});
	},
);

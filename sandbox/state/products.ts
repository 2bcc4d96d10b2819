import { guidOf } from './ids';
import type { Account, Membership } from './model';
import { RuleBroken } from './rules';

export interface Product {
	id: string;
	name: string;
}

/** eSignature's profiles are the account's own; the other product has a fixed set. */
export const eSignature: Product = { id: guidOf('product', 1), name: 'ESign' };
const clm: Product = { id: guidOf('product', 2), name: 'CLM' };

export const products: readonly Product[] = [eSignature, clm];

const clmProfiles = [
	{ id: 'clm-full', name: 'CLM Full Subscriber' },
	{ id: 'clm-light', name: 'CLM Light Subscriber' },
];

interface ProductProfile {
	id: string;
	name: string;
}

/** The permission profiles a product offers in an account. */
export function profilesOf(account: Account, product: Product): ProductProfile[] {
	if (product !== eSignature) return clmProfiles;
	return account.permissionProfiles.map(({ id, name }) => ({ id: String(id), name }));
}

/** The id of the profile a member holds for a product, if any. */
export function heldProfile(membership: Membership, product: Product): string | undefined {
	if (product === eSignature) return String(membership.permissionProfileId);
	return membership.products?.get(product.id);
}

export interface ProductWish {
	product_id: string;
	permission_profile_id: string;
}

/** Finds product and profile of a wish; refuses those that do not exist in the account. */
export function resolveWish(
	account: Account,
	wish: ProductWish,
): { product: Product; profileId: string } {
	const product = products.find(({ id }) => id === wish.product_id.toLowerCase());
	if (!product) throw new RuleBroken('invalid_product', 'The account does not have this product.');
	const profile = profilesOf(account, product).find(({ id }) => id === wish.permission_profile_id);
	if (!profile) {
		throw new RuleBroken(
			'invalid_permission_profile',
			'The permission profile does not exist for this product in the account.',
		);
	}
	return { product, profileId: profile.id };
}

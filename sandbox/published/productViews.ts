import type { Account, Membership } from '../state/model';
import { heldProfile, type Product, products, profilesOf } from '../state/products';

const entry = (product: Product, profiles: ReadonlyArray<{ id: string; name: string }>) => ({
	product_id: product.id,
	product_name: product.name,
	permission_profiles: profiles.map(({ id, name }) => ({
		permission_profile_id: id,
		permission_profile_name: name,
	})),
});

/** What every product offers in an account. */
export const offeredProfiles = (account: Account) =>
	products.map((product) => entry(product, profilesOf(account, product)));

/** What a member holds, product by product. */
export const heldProfiles = (account: Account, membership: Membership) =>
	products.flatMap((product) => {
		const held = profilesOf(account, product).filter(
			({ id }) => id === heldProfile(membership, product),
		);
		return held.length > 0 ? [entry(product, held)] : [];
	});

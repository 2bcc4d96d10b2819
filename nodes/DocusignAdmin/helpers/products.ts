import { invalidInput } from '../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../shared/http';
import { objectsIn } from '../../shared/json';
import { readText } from '../../shared/n8n/fields/readers';
import type { AdminClient } from '../api/client';

/** Products and their permission profiles, by name or ID. */

export interface Product {
	id: string;
	name: string;
	profiles: Array<{ id: string; name: string }>;
}

interface InAccount {
	organizationId: string;
	accountId: string;
}

const MOST_NAMED = 10;

/** What every product offers in an account, asked for once a run. */
export async function productsOf(client: AdminClient, facts: InAccount): Promise<Product[]> {
	const [organization, account] = [facts.organizationId, facts.accountId].map(encodeURIComponent);
	const path = `/v2.1/organizations/${organization}/accounts/${account}/products/permission_profiles`;
	const records = await client.cache.remember(
		`products:${facts.organizationId}:${facts.accountId}`,
		async () => await client.read('getProductPermissionProfiles', { method: 'GET', path }, facts),
	);
	return records.map((record) => ({
		id: String(record.product_id),
		name: readText(record.product_name),
		profiles: objectsIn(record.permission_profiles).map((profile) => ({
			id: String(profile.permission_profile_id),
			name: readText(profile.permission_profile_name),
		})),
	}));
}

/**
 * The one entry that a name or an ID means, without regard to case.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where there is none, or several of that name
 */
function chosen<Entry extends { id: string; name: string }>(
	entries: readonly Entry[],
	value: JsonValue,
	label: string,
): Entry {
	const wanted = readText(value).toLowerCase();
	const known = entries.map(({ name, id }) => `${name} (${id})`).slice(0, MOST_NAMED);
	const there = `There are: ${known.join(', ')}${entries.length > MOST_NAMED ? ', …' : ''}.`;
	if (wanted === '') throw invalidInput(`'${label}' is empty`, there);
	const byId = entries.find(({ id }) => id.toLowerCase() === wanted);
	if (byId) return byId;
	const found = entries.filter(({ name }) => name.toLowerCase() === wanted);
	if (found.length === 1) return found[0];
	throw invalidInput(
		found.length === 0
			? `'${label}' has no entry "${readText(value)}"`
			: `'${label}' has several entries "${readText(value)}": ${found.map(({ id }) => id).join(', ')}`,
		there,
	);
}

export const productNamed = (products: readonly Product[], value: JsonValue): Product =>
	chosen(products, value, 'Product');

/** The entry of a request that gives a profile of a product. */
export function profileOf(products: readonly Product[], row: JsonObject): JsonObject {
	const product = productNamed(products, row.product);
	const profile = chosen(product.profiles, row.permissionProfile, 'Permission Profile');
	return { product_id: product.id, permission_profile_id: profile.id };
}

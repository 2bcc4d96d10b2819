import type { JsonObject } from '../../shared/http';
import { allPages } from '../../shared/paging/allPages';
import type { AdminClient } from '../api/client';
import { scopesInUse } from '../api/credential';
import { addressKey } from '../api/users/userRecord';
import type { Item } from '../operation';
import { organizationIdOf } from '../parameters';

/** What Docusign does only for addresses on a domain that the organization has claimed. */

/** That a domain was named once, and is the organization's no more or not yet. */
const NOT_CLAIMED = ['pending', 'deactivated', 'rejected'];

/** The hosts of the domains that are claimed, and of those of which that is not certain. */
async function claimedHosts(
	client: AdminClient,
	organizationId: string,
): Promise<string[] | undefined> {
	const { scopes, lacks } = client.contract.rows.getReservedDomains;
	const granted = scopesInUse(client.credential);
	const isGranted = scopes.every((scope) => granted?.includes(scope) ?? false);
	if (lacks !== undefined || !isGranted) return undefined;
	const path = `/v2/organizations/${encodeURIComponent(organizationId)}/reserved_domains`;
	const read = async () =>
		await allPages(
			client.lists.pages('getReservedDomains', { method: 'GET', path }, { organizationId }),
		);
	const { value } = await client.kept.remember(`domains:${organizationId}`, read);
	return value.flatMap(({ status, host_name: host }: JsonObject) =>
		typeof host !== 'string' || NOT_CLAIMED.includes(String(status).toLowerCase())
			? []
			: [host.trim().toLowerCase()],
	);
}

/**
 * A warning where the organization has certainly not claimed an address's domain. The domains are asked for once in
 * a while of an execution, and only where the sign-in was granted the scope for them anyway; what is not known is no
 * warning, and nothing is held back: Docusign itself has the last word.
 *
 * @param consequence what Docusign does then: `refuses the new address`
 */
export async function unclaimedWarning(
	item: Item,
	address: string | undefined,
	consequence: string,
): Promise<string[]> {
	const [, domain] = /@([^@]+)$/.exec(addressKey(address ?? '')) ?? [];
	if (domain === undefined) return [];
	const { client } = item;
	const hosts = await claimedHosts(client, organizationIdOf(item)).catch(() => {
		client.checkCancelled();
		return undefined;
	});
	// Whether a claim holds for the domains below it, nobody tells.
	const mayBe = (host: string) => domain === host || domain.endsWith(`.${host}`);
	if (hosts === undefined || hosts.some(mayBe)) return [];
	return [`The organization has not claimed the domain ${domain}: Docusign ${consequence}.`];
}

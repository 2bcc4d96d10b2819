import { ApiFailure } from '../../shared/errors/apiFailure';
import { objectIn } from '../../shared/json';
import type { ScimClient } from './client';
import { versionOf, versionToDemand, type Shown } from './version';

export const SERVICE_PROVIDER_CONFIG = '/ServiceProviderConfig';

/**
 * Whether the server holds requests to versions (RFC 7643 section 5), asked once a run. A server that
 * does not show its configuration leaves it open.
 */
export async function supportsVersions(client: ScimClient): Promise<boolean | undefined> {
	return await client.cache.remember('scim:etag', async () => {
		const context = { operation: 'read what the server supports' };
		return await client.read(SERVICE_PROVIDER_CONFIG, context).then(
			({ resource }) => {
				const { supported } = objectIn(resource.etag);
				return typeof supported === 'boolean' ? supported : undefined;
			},
			async (error: unknown) =>
				error instanceof ApiFailure ? undefined : await Promise.reject(error),
		);
	});
}

/**
 * The version to demand when a record that was read is written. What the server supports is asked
 * only where the record shows a version at all.
 */
export async function versionDemanded(
	client: ScimClient,
	shown: Shown,
): Promise<string | undefined> {
	if (versionOf(shown) === undefined) return undefined;
	return versionToDemand(shown, await supportsVersions(client));
}

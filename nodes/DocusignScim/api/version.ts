import { objectIn } from '../../shared/json';
import type { JsonObject } from '../../shared/http';

/** A resource as a server showed it, and what it says of its version. */
export interface Shown {
	resource: JsonObject;
	/** The header `ETag` of the answer that showed it. */
	etag?: string;
}

/** `meta.version`, which has the form of an ETag (RFC 7643 section 3.1). */
function metaVersion({ meta }: JsonObject): string | undefined {
	const { version } = objectIn(meta);
	return typeof version === 'string' && version !== '' ? version : undefined;
}

/** The version of a resource, or undefined where the server names none. */
export const versionOf = ({ resource, etag }: Shown): string | undefined =>
	metaVersion(resource) ?? (etag || undefined);

/**
 * The version to demand of a resource that was read and is now to be written (RFC 7644 section 3.14),
 * or undefined where the server cannot be held to one.
 *
 * Web servers put an ETag on anything they send, which says nothing about versions of resources. So
 * that header alone counts only where the server claims to support versions; `meta.version`, which no
 * web server makes up, counts unless it claims not to.
 *
 * @param supported `etag.supported` of the service provider configuration; undefined: not known
 */
export function versionToDemand(shown: Shown, supported: boolean | undefined): string | undefined {
	if (supported === false) return undefined;
	return supported ? versionOf(shown) : metaVersion(shown.resource);
}

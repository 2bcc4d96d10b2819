import { objectIn } from '../../shared/json';
import type { JsonObject } from '../../shared/http';
import { attributeOf } from './records/attributes';

/** A resource as a server showed it, and what it says of its version. */
export interface Shown {
	resource: JsonObject;
	/** The header `ETag` of the answer that showed it. */
	etag?: string;
}

/** What If-Match takes (RFC 9110 section 13.1.1). */
const ETAG = /^(?:W\/)?"[^"]*"$/;

export const isEtag = (text: string): boolean => ETAG.test(text);

/** `meta.version`, which has the form of an ETag (RFC 7643 section 3.1); some servers leave the quotes out. */
function metaVersion(resource: JsonObject): string | undefined {
	const version = attributeOf(objectIn(attributeOf(resource, 'meta')), 'version');
	return typeof version === 'string' && version !== '' ? version : undefined;
}

/** The version itself, without what makes an ETag of it. */
const opaque = (version: string) => version.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');

const isSameVersion = (one: string | undefined, other: string | undefined) =>
	one !== undefined && other !== undefined && opaque(one) === opaque(other);

/** Whether a record still has a version, in whichever form that is given. */
export const hasVersion = ({ resource, etag }: Shown, version: string): boolean =>
	isSameVersion(etag || undefined, version) || isSameVersion(metaVersion(resource), version);

/** What If-Match would take for a resource, or undefined where the server names nothing of the kind. */
export function versionOf({ resource, etag }: Shown): string | undefined {
	if (etag) return etag;
	const version = metaVersion(resource);
	return version !== undefined && isEtag(version) ? version : undefined;
}

/**
 * The version to demand of a resource that was read and is now to be written (RFC 7644 section 3.14),
 * or undefined where the server cannot be held to one.
 *
 * Web servers put an ETag on anything they send, which says nothing about versions of resources. So
 * that header counts only where the server claims to support versions or `meta.version` says the same;
 * else that one does, which no web server makes up, unless the server claims not to support any.
 *
 * @param supported `etag.supported` of the service provider configuration; undefined: not known
 */
export function versionToDemand(shown: Shown, supported: boolean | undefined): string | undefined {
	if (supported === false) return undefined;
	const { resource, etag } = shown;
	const isTold = supported === true || isSameVersion(etag || undefined, metaVersion(resource));
	return versionOf(isTold ? shown : { resource });
}

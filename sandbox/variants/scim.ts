/** What a SCIM server may take without carrying it out. */
export type ScimIgnored = 'active' | 'members' | 'attributes';

/** How SCIM servers are seen to differ; none of it is known of Docusign's. */
export interface ScimOptions {
	/** How PATCH answers: with the resource, or with nothing. */
	scimPatch: 200 | 204;
	/** What a change leaves as it is, although its answer is one of success. */
	scimIgnores: readonly ScimIgnored[];
	/** Status of refusals: what their body says, or 200. */
	scimErrorStatus: 'real' | 200;
	/** A complex attribute given by PATCH is put into the one that is there, or takes its place. */
	scimComplexPatch: 'merge' | 'replace';
	/** `meta.version`: as the ETag header has it, or without its quotes, which If-Match does not take. */
	scimVersion: 'etag' | 'unquoted';
	/** Truth values in answers: JSON's, or as text ("True" for `active`, "true" for `primary`). */
	scimBooleans: 'json' | 'text';
	/** Filters count, or every list is of everybody. */
	scimFilters: 'applied' | 'ignored';
	/** `totalResults`: of the whole list, of the page, or 0 beside records. */
	scimTotalResults: 'all' | 'page' | 'zero';
	/** A list is a ListResponse, or its bare records. */
	scimList: 'message' | 'array';
}

export const usualScim: ScimOptions = {
	scimPatch: 204,
	scimIgnores: [],
	scimErrorStatus: 'real',
	scimComplexPatch: 'merge',
	scimVersion: 'etag',
	scimBooleans: 'json',
	scimFilters: 'applied',
	scimTotalResults: 'all',
	scimList: 'message',
};

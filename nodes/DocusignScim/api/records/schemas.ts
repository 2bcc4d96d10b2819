/** The schema URIs of RFC 7643 (resources) and RFC 7644 (messages). */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Attributes of an extension stand under its URI (RFC 7643 section 3.3). */
export const isExtension = (key: string): boolean => /^urn:/i.test(key);

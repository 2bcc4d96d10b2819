import { Refusal } from '../http/answer';

export const SCIM_JSON = { 'content-type': 'application/scim+json; charset=utf-8' };

/** Keywords of RFC 7644 section 3.12. */
export type ScimType =
	| 'invalidFilter'
	| 'tooMany'
	| 'uniqueness'
	| 'mutability'
	| 'invalidSyntax'
	| 'invalidPath'
	| 'noTarget'
	| 'invalidValue'
	| 'invalidVers'
	| 'sensitive';

/** A refusal the way SCIM words it; `status` is text in the body. */
export const refuseScim = (status: number, detail: string, scimType?: ScimType): Refusal =>
	new Refusal({
		status,
		headers: SCIM_JSON,
		body: {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
			status: String(status),
			...(scimType ? { scimType } : {}),
			detail,
		},
	});

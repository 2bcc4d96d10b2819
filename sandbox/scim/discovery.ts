import type { Answer } from '../http/answer';
import { SCIM_JSON } from './error';
import { GROUP } from './groups';
import { listAnswer, type ScimCall } from './request';
import { ENTERPRISE, USER } from './userResource';

/** GET /ServiceProviderConfig (RFC 7643 section 5): what the server can do. */
export function serviceProviderConfig(call: ScimCall): Answer {
	const no = { supported: false };
	return {
		status: 200,
		headers: SCIM_JSON,
		body: {
			schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
			patch: { supported: true },
			bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
			filter: { supported: true, maxResults: 200 },
			changePassword: no,
			sort: no,
			etag: { supported: true },
			authenticationSchemes: [
				{
					type: 'oauthbearertoken',
					name: 'Static bearer token',
					description: 'A token of the organization that does not expire',
					primary: true,
				},
			],
			meta: {
				resourceType: 'ServiceProviderConfig',
				location: `${call.backend.url}/scim/v2/ServiceProviderConfig`,
			},
		},
	};
}

const attribute = (name: string, type = 'string', more: object = {}) => ({
	name,
	type,
	multiValued: false,
	required: false,
	caseExact: false,
	mutability: 'readWrite',
	returned: 'default',
	uniqueness: 'none',
	...more,
});

const schemas = [
	{
		id: USER,
		name: 'User',
		attributes: [
			attribute('userName', 'string', { required: true, uniqueness: 'server' }),
			attribute('name', 'complex', {
				subAttributes: [attribute('givenName'), attribute('familyName')],
			}),
			attribute('displayName', 'string', { mutability: 'readOnly' }),
			attribute('emails', 'complex', {
				multiValued: true,
				subAttributes: [attribute('value'), attribute('type'), attribute('primary', 'boolean')],
			}),
			attribute('active', 'boolean'),
			attribute('title'),
		],
	},
	{
		id: GROUP,
		name: 'Group',
		attributes: [
			attribute('displayName', 'string', { required: true }),
			attribute('members', 'complex', {
				multiValued: true,
				subAttributes: [attribute('value', 'string', { mutability: 'immutable' })],
			}),
		],
	},
	{ id: ENTERPRISE, name: 'EnterpriseUser', attributes: [attribute('organization')] },
];

/** GET /Schemas (RFC 7643 section 7). */
export const listSchemas = (call: ScimCall): Answer =>
	listAnswer(call, schemas, (schema) => ({
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
		...schema,
		description: schema.name,
		meta: { resourceType: 'Schema', location: `${call.backend.url}/scim/v2/Schemas/${schema.id}` },
	}));

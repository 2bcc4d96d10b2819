import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/http';
import { readOption } from '../../../shared/n8n/fields/readers';
import type { Item } from '../../operation';
import { scimUserOf } from '../../record/scimUser';
import { normalizedUser } from '../../record/user';

const FORMATS = ['record', 'scim'] as const;

export const recordFormat: INodeProperties = {
	displayName: 'Record Format',
	name: 'recordFormat',
	type: 'options',
	default: 'record',
	options: [
		{
			name: 'Record',
			value: 'record',
			description:
				'One flat record with the memberships that Docusign shows, in one form from every operation',
		},
		{
			name: 'SCIM User',
			value: 'scim',
			description: 'The same as a User of the SCIM standard (RFC 7643), for systems that read that',
		},
	],
	description: 'The form of a user where Simplify is on',
};

/** The form that an item asks for; undefined where it asks for none. */
export const recordFormatOf = ({ parameter }: Pick<Item, 'parameter'>) =>
	readOption(parameter('options.recordFormat'), 'Record Format', FORMATS);

/** A record in the form that is asked for. */
export const inFormat = (
	record: JsonObject,
	format: ReturnType<typeof recordFormatOf>,
): JsonObject => (format === 'scim' ? scimUserOf(record) : record);

/** A user in the form that the item asks for. */
export function shapeOfUser(item: Item): (record: JsonObject) => JsonObject {
	const format = recordFormatOf(item);
	return (user) => inFormat(normalizedUser(user), format);
}

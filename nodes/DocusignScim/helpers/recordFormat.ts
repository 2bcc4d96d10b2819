import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import type { WritePlan } from '../../shared/n8n/operation';
import { readOption } from '../../shared/n8n/fields/readers';
import { recordOf } from '../api/records/record';
import { simplifyUser } from '../api/records/simplify';
import type { Item } from '../operation';

const FORMATS = ['scim', 'record'] as const;

const fieldOf = (description: string): INodeProperties => ({
	displayName: 'Record Format',
	name: 'recordFormat',
	type: 'options',
	default: 'scim',
	options: [
		{
			name: 'Record',
			value: 'record',
			description: 'The names of the Docusign Admin node, such as first_name and lifecycle',
		},
		{ name: 'SCIM', value: 'scim', description: 'The names of the SCIM standard' },
	],
	description,
});

/** Of an operation that reads users. */
export const recordFormat = fieldOf('The form of a user where Simplify is on');
/** Of one that changes a user. */
export const writtenFormat = fieldOf('The form in which the user is returned');

const isRecord = ({ parameter }: Item): boolean =>
	readOption(parameter('options.recordFormat'), 'Record Format', FORMATS) === 'record';

/** A user in the form that the item asks for. */
export const shapeOfUser = (item: Item): ((user: JsonObject) => JsonObject) =>
	isRecord(item) ? recordOf : simplifyUser;

/** A change whose result comes in the form that the item asks for: otherwise as the server shows it. */
export const inFormat = (item: Item, plan: WritePlan): WritePlan =>
	isRecord(item)
		? { ...plan, send: async (doubt) => (await plan.send(doubt)).map(recordOf) }
		: plan;

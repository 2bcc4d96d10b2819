import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../../descriptions/locators';
import { apiCallOptions } from '../../descriptions/options';
import { planApiCall } from '../../helpers/apiCall/apiCall';
import type { Operation } from '../../operation';

const json = (
	displayName: string,
	name: string,
	preset: string,
	description: string,
	example: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'json',
	default: preset,
	placeholder: `e.g. ${example}`,
	description,
});

const fields: INodeProperties[] = [
	{
		...locator(
			'API Operation',
			'apiOperation',
			'The operation of the published Admin API, by the ID that Docusign gives it',
		),
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an operation…',
				typeOptions: { searchListMethod: 'searchApiOperations', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. getIdentityProviders',
			},
		],
	},
	json(
		'Path Parameters',
		'pathParameters',
		'{\n  "organizationId": ""\n}',
		'The IDs in the path of the operation, by the names that stand there in braces, as a JSON object. All of them are needed.',
		'{"organizationId": "7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11"}',
	),
	json(
		'Query Parameters',
		'queryParameters',
		'{}',
		'What the operation takes in its query, as a JSON object. Names and values are checked before anything is sent.',
		'{"take": 50}',
	),
	json(
		'Body',
		'body',
		'',
		"What the operation takes in its body, as a JSON object. It is checked against Docusign's description before anything is sent. An import takes the text of the CSV file.",
		'{"group_name": "Legal"}',
	),
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		hint: 'On: all pages of a list, each record as an item. Off: the one answer as it is.',
	},
	{
		displayName: 'Confirm',
		name: 'confirm',
		type: 'string',
		default: '',
		placeholder: 'e.g. deleteDSGroup',
		description:
			'For an operation that deletes, closes or redacts: its ID, typed once more. Left empty, such an operation is not sent.',
	},
	apiCallOptions,
];

/** One entry for all operations that Docusign has published. */
export const send: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send API call',
	description:
		"Call any of the 74 operations of the published Admin API, checked against Docusign's description before it is sent",
	// Which call it is, the item says: it is part of no check of the connection.
	calls: {},
	fields,
	work: {
		kind: 'write',
		plan: async (item) => await Promise.resolve(planApiCall(item)),
	},
};

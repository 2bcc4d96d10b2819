import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { byListOrId } from '../../shared/n8n/fields/descriptions';

/** The ways of a locator for what has a name of its own: from the list, by name, by id. */
export const byListNameOrId = (
	searchListMethod: string,
	placeholder: string,
	namePlaceholder: string,
	idPlaceholder: string,
) => {
	const [list, id] = byListOrId(searchListMethod, placeholder, idPlaceholder).modes;
	return {
		modes: [
			list,
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: namePlaceholder,
				hint: 'The whole name. Upper and lower case do not matter.',
			},
			id,
		],
	} satisfies { modes: INodePropertyMode[] };
};

/** Fields that pick a record: from a searchable list, by id, and for users by e-mail address. */
type LocatorOptions = Partial<Pick<INodeProperties, 'required' | 'description'>>;

const GUID_EXAMPLE = 'e.g. 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';

export const locator = (displayName: string, name: string, description: string) =>
	({
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
	}) satisfies INodeProperties;

export const organizationLocator = (options: LocatorOptions = {}): INodeProperties => ({
	...locator(
		'Organization',
		'organizationId',
		'The Docusign organization to work in. Left empty, the only one that the credential administers.',
	),
	...byListNameOrId(
		'searchOrganizations',
		'Select an organization…',
		'e.g. Example Group',
		GUID_EXAMPLE,
	),
	...options,
});

/** @param whenEmpty what a field that is left empty means, which it shows then */
export const accountLocator = ({
	whenEmpty = 'Select an account…',
	...options
}: LocatorOptions & { whenEmpty?: string } = {}): INodeProperties => ({
	...locator(
		'Account',
		'accountId',
		'The account of the organization. By ID takes the API Account ID (a GUID), not the account number.',
	),
	...byListNameOrId('searchAccounts', whenEmpty, 'e.g. Example Sales', GUID_EXAMPLE),
	required: true,
	...options,
});

export const userLocator: INodeProperties = {
	...locator('User', 'userId', 'The user to work on'),
	required: true,
	modes: [
		...byListOrId('searchUsers', 'Select a user…', GUID_EXAMPLE).modes,
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			hint: 'Several users may share one address: the node then stops and lists their IDs',
		},
	],
};

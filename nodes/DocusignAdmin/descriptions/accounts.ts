import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * A choice of several accounts.
 *
 * @param description what they are chosen for, in a sentence
 */
export const accounts = ({
	description,
	show,
	required,
}: {
	description: string;
	show?: IDisplayOptions['show'];
	required?: boolean;
}): INodeProperties => ({
	displayName: 'Account Names or IDs',
	name: 'accountIds',
	type: 'multiOptions',
	default: [],
	...(required && { required }),
	typeOptions: {
		loadOptionsMethod: 'getAccounts',
		loadOptionsDependsOn: ['organizationId.value'],
	},
	...(show && { displayOptions: { show } }),
	description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { DocusignAdminTrigger } from '../../../nodes/DocusignAdmin/DocusignAdminTrigger.node';
import { DocusignScim } from '../../../nodes/DocusignScim/DocusignScim.node';

/** What the editor shows of the nodes, for tests of rules that hold for every field of each. */

export const admin: INodeTypeDescription = new DocusignAdmin().description;
export const trigger: INodeTypeDescription = new DocusignAdminTrigger().description;
export const scim: INodeTypeDescription = new DocusignScim().description;
export const descriptions = [admin, trigger, scim];

const isOption = (option: object): option is INodePropertyOptions => !('displayName' in option);
const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;

/** A field with those inside it, however deep. */
const withInner = (field: INodeProperties): INodeProperties[] => [
	field,
	...(field.options ?? []).flatMap((option) => {
		if (isGroup(option)) return option.values.flatMap(withInner);
		return isOption(option) ? [] : withInner(option as INodeProperties);
	}),
];

/** Every field of a list, with its place in words for the name of a test. */
export const allFields = (properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.flatMap(withInner);

/** Where a field stands, as messages of a failed test say it. */
export const placeOf = ({ displayName, name, displayOptions }: INodeProperties): string =>
	[displayOptions?.show?.resource, displayOptions?.show?.operation, name, displayName]
		.flat()
		.filter(Boolean)
		.join(' › ');

/** Every text that the editor shows of a field: labels, tooltips, hints, options, modes. */
export const textsOf = (field: INodeProperties): string[] =>
	[
		field.displayName,
		field.description,
		field.hint,
		field.placeholder,
		...(field.options ?? []).flatMap((option) =>
			isOption(option) ? [option.name, option.description, option.action] : [option.displayName],
		),
		...(field.modes ?? []).flatMap(({ displayName, hint, placeholder }) => [
			displayName,
			hint,
			placeholder,
		]),
	].filter((text): text is string => typeof text === 'string');

/** The Operation menus of a node, by resource. */
export const operationMenus = ({ properties }: INodeTypeDescription) =>
	properties
		.filter(({ name }) => name === 'operation')
		.map((menu) => ({
			resource: String(menu.displayOptions?.show?.resource?.[0]),
			menu,
			operations: menu.options as INodePropertyOptions[],
		}));

/** The fields of an operation. */
export const panel = ({ properties }: INodeTypeDescription, resource: string, operation: string) =>
	properties.filter(({ displayOptions }) => {
		const { show } = displayOptions ?? {};
		return show?.resource?.includes(resource) && show.operation?.includes(operation);
	});

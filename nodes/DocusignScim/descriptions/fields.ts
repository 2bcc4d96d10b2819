import type { INodeProperties } from 'n8n-workflow';

import { EMPTY_IS_NOT_SENT, EMPTY_STAYS, clearFields } from '../../shared/n8n/fields/fields';
import { text } from '../../shared/n8n/fields/descriptions';

/** The fields of users and groups. */

const userName: INodeProperties = {
	...text('User Name', 'userName', 'The unique name to sign in with: mostly the email address'),
	placeholder: 'name@email.com',
};

const givenName = text('Given Name', 'givenName', 'The first name of the user', 'Jane');
const familyName = text('Family Name', 'familyName', 'The last name of the user', 'Doe');

const email: INodeProperties = {
	...text('Email', 'email', 'The email address for work'),
	placeholder: 'name@email.com',
};

export const displayName = (what: string) =>
	text(
		'Display Name',
		'displayName',
		`The name under which the ${what} is shown`,
		what === 'user' ? 'Jane Doe' : 'Legal',
	);

const externalId = (what: string) =>
	text(
		'External ID',
		'externalId',
		`The ID that the ${what} has at the identity provider. Changing it may cut the tie between the two.`,
		'00u1a2b3c4d5e6f7g8h9',
	);

const active: INodeProperties = {
	displayName: 'Active',
	name: 'active',
	type: 'boolean',
	default: true,
	description: 'Whether the user may use Docusign. Switched off, the user is closed.',
};

const preferredLanguage = text(
	'Preferred Language',
	'preferredLanguage',
	'The language for the user, such as en-US',
	'en-US',
);

const title = text('Title', 'title', 'The job title of the user', 'Sales Manager');

const otherAttributes = (example: string): INodeProperties => ({
	displayName: 'Other Attributes (JSON)',
	name: 'otherAttributes',
	type: 'json',
	default: '{}',
	placeholder: `e.g. ${example}`,
	description:
		'Any other attributes that the server knows, as one JSON object. Those of an extension stand under its schema URI.',
});

const collection = (
	displayNameOfAll: string,
	name: string,
	description: string,
	options: INodeProperties[],
): INodeProperties => ({
	displayName: displayNameOfAll,
	name,
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description,
	options,
});

const additional = (options: INodeProperties[]) =>
	collection('Additional Fields', 'additionalFields', EMPTY_IS_NOT_SENT, options);

const forUsers = otherAttributes('{"nickName": "Jane"}');

export const additionalUserFields = additional([
	active,
	displayName('user'),
	externalId('user'),
	forUsers,
	preferredLanguage,
	title,
]);

/** Of a user that is created or replaced. */
export const wholeUserFields = (required: boolean): INodeProperties[] => [
	{ ...userName, required: true },
	{ ...givenName, ...(required && { required }) },
	{ ...familyName, ...(required && { required }) },
	{
		...email,
		description: `${email.description}. Left empty, it is the user name where that is an address.`,
	},
	additionalUserFields,
];

const ofUser = { displayName: displayName('user'), externalId: externalId('user') };

/** Of a user that is updated. */
export const userUpdateFields = collection('Update Fields', 'updateFields', EMPTY_STAYS, [
	active,
	clearFields(
		ofUser.displayName,
		email,
		ofUser.externalId,
		familyName,
		givenName,
		preferredLanguage,
		title,
	),
	ofUser.displayName,
	email,
	ofUser.externalId,
	familyName,
	givenName,
	forUsers,
	preferredLanguage,
	title,
	userName,
]);

/** Of a group that is created. */
export const additionalGroupFields = additional([
	externalId('group'),
	otherAttributes('{"urn:example:Group": {"costCenter": "42"}}'),
]);

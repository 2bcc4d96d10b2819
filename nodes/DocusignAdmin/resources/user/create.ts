import type { INodeProperties } from 'n8n-workflow';

import { isObject, objectIn } from '../../../shared/json';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import { accountIdOf, emailOf, guid, organizationIdOf } from '../../parameters';
import type { Item, Operation } from '../../operation';
import { EMPTY_IS_NOT_SENT, readGiven } from '../../../shared/n8n/fields';
import { writing } from '../../helpers/plannedWrites';

import { unreadableAnswer } from '../../api/errors/failures';
import { invalidInput } from '../../../shared/errors/input';
import type { JsonObject } from '../../../shared/http';
import { createdUser, rememberMade } from '../../helpers/createdUser';
import { memberBody, userBody } from '../../helpers/profileChange';
import { ORGANIZATION_PATH, body } from '../../helpers/routing';
import { BY_EMAIL } from '../../helpers/userCalls';

/** The accounts of the new user: the chosen one with the additional fields, then the further ones. */
function accountsOf(item: Item, additional: JsonObject): JsonObject[] {
	const label = 'Account (Additional Accounts)';
	const further = objectIn(additional.additionalAccounts).account;
	const rows = (Array.isArray(further) ? further : further ? [further] : []) as JsonObject[];
	const accounts = [
		{ id: accountIdOf(item), ...memberBody(additional) },
		...rows.map((row) => ({ id: guid(row.accountId, label), ...memberBody(row) })),
	];
	if (new Set(accounts.map(({ id }) => id)).size < accounts.length) {
		throw invalidInput('The same account is given twice', 'Give each account once.');
	}
	return accounts;
}

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: EMPTY_IS_NOT_SENT,
	options: [
		{ ...fields.accessCode, routing: body('access_code') },
		fields.additionalAccounts,
		{ ...fields.autoActivateMemberships, routing: body('auto_activate_memberships') },
		fields.companyName,
		{ ...fields.defaultAccount, routing: body('default_account_id') },
		{ ...fields.federatedStatus, routing: body('federated_status') },
		fields.groupIds,
		fields.jobTitle,
		{ ...fields.languageCulture, routing: body('language_culture') },
		fields.permissionProfile,
		{ ...fields.userName, routing: body('user_name') },
	],
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a user',
	description:
		'Add a user to one or more accounts, with permission profile, groups, job title, language and sign-in policy. Auto Activate Memberships works for claimed domains only.',
	calls: {
		'create a user': ['createUser'],
		'look a new user up where the answer is lost': ['createUser', ...BY_EMAIL],
	},
	request: { method: 'POST', url: `=/v2${ORGANIZATION_PATH}/users` },
	fields: [
		organizationLocator(),
		accountLocator({ description: 'The account that the user becomes a member of' }),
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			required: true,
			default: '',
			description: 'The address the user signs in with',
			routing: body('email', '={{ String($value ?? "").trim() }}'),
		},
		{ ...fields.firstName, required: true, routing: body('first_name') },
		{ ...fields.lastName, required: true, routing: body('last_name') },
		additionalFields,
		createOptions,
	],
	work: writing({
		// Of two items with one address, the second finds what the first has made.
		lock: (item) =>
			`create:${organizationIdOf(item)}:${emailOf(item.parameter('email')).toLowerCase()}`,
		async plan(item) {
			const organizationId = organizationIdOf(item);
			const email = emailOf(item.parameter('email'));
			// Read here and not by the declarations, which know nothing of empty fields and other spellings.
			const { given, warnings } = readGiven(item.parameter('additionalFields'), additionalFields);
			const accounts = accountsOf(item, given);
			const names = {
				firstName: item.parameter('firstName'),
				lastName: item.parameter('lastName'),
			};
			const user = { email, ...userBody({ ...given, ...names }), accounts };
			// Of a run that n8n repeats, the first try counts.
			const since = await item.client.cache.remember(
				`since:${organizationId}:${email.toLowerCase()}`,
				async () => await Promise.resolve(Date.now()),
			);
			const asked = { email, user, since };
			const recover = async () => await createdUser(item, asked);
			return {
				facts: { organizationId, email },
				warnings,
				writes: [{ operation: 'createUser', change: user, judgement: { recover } }],
				async result([answer]) {
					const made = isShown(answer) ? answer : await confirmed(recover);
					await rememberMade(item, email, made);
					return [made];
				},
			};
		},
	}),
};

const isShown = (answer: unknown): answer is JsonObject =>
	isObject(answer) && Object.keys(answer).length > 0;

/** An answer without a word names nobody: the user that it speaks of is looked up. */
async function confirmed(created: () => Promise<JsonObject | undefined>): Promise<JsonObject> {
	const user = await created();
	if (user) return user;
	throw unreadableAnswer('createUser');
}

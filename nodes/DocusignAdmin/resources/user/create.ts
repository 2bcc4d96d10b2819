import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { createOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import {
	accountIdOf,
	collection,
	emailOf,
	filled,
	optionalAccountId,
	organizationIdOf,
	rowAccountId,
} from '../../parameters';
import type { ItemRun, Operation } from '../../operation';
import { defined } from '../../api/contract/values';
import { invalidInput, unreadableAnswer } from '../../api/errors/failures';
import type { JsonObject } from '../../../shared/http';
import { createdUser } from '../../helpers/createdUser';
import { memberBody } from '../../helpers/memberBody';
import { ORGANIZATION_PATH } from '../../helpers/routing';
import { body } from '../../helpers/dollarIds';
import { publishedUserValues } from '../../helpers/userBody';
import { BY_EMAIL } from '../../helpers/userCalls';

/** The accounts of the new user: the chosen one with the additional fields, then the further ones. */
function accountsOf(run: ItemRun): JsonObject[] {
	const additional = collection(run, 'additionalFields');
	const label = 'Account (Additional Accounts)';
	const further = (additional.additionalAccounts as JsonObject | undefined)?.account;
	const rows = Array.isArray(further) ? (further as JsonObject[]) : [];
	const accounts = [
		{ id: accountIdOf(run), ...memberBody(filled(additional)) },
		...rows.map((row) => ({ id: rowAccountId(row.accountId, label), ...memberBody(filled(row)) })),
	];
	if (new Set(accounts.map(({ id }) => id)).size < accounts.length) {
		throw invalidInput('The same account is given twice', 'Give each account once.');
	}
	return accounts;
}

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
			routing: body('email', '={{ $value.trim() }}'),
		},
		{ ...fields.firstName(body('first_name')), required: true },
		{ ...fields.lastName(body('last_name')), required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				fields.accessCode(body('access_code')),
				fields.additionalAccounts,
				fields.autoActivateMemberships(body('auto_activate_memberships')),
				fields.companyName(),
				fields.defaultAccount(body('default_account_id')),
				fields.federatedStatus(body('federated_status')),
				fields.groupIdsField(),
				fields.jobTitle(),
				fields.languageCulture(body('language_culture')),
				fields.permissionProfileLocator(),
				fields.userName(body('user_name')),
			],
		},
		createOptions,
	],
	work: {
		kind: 'write',
		async plan(run) {
			const organizationId = organizationIdOf(run);
			const email = emailOf(run.parameter('email'));
			const accounts = accountsOf(run);
			const declared = publishedUserValues(run.declared.body as JsonObject);
			const user = defined({
				...declared,
				default_account_id: optionalAccountId(declared.default_account_id, 'Default Account'),
				accounts,
			});
			const created = async () => await createdUser(run, email, accounts);
			return {
				facts: { organizationId },
				writes: [
					{
						operation: 'createUser',
						request: { ...run.declared, body: user },
					},
				],
				result: async ([answer]) => [isRecord(answer) ? answer : await confirmed(created)],
				recover: created,
				lock: `create:${organizationId}:${email.toLowerCase()}`,
			};
		},
	},
};

const isRecord = (answer: unknown): answer is JsonObject =>
	answer !== null && typeof answer === 'object' && Object.keys(answer).length > 0;

/** An answer without a word names nobody: the user that it speaks of is looked up. */
async function confirmed(created: () => Promise<JsonObject | undefined>): Promise<JsonObject> {
	const user = await created();
	if (user) return user;
	throw unreadableAnswer('createUser');
}

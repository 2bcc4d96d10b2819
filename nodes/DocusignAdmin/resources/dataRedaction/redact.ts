import type { INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors/input';
import { objectIn } from '../../../shared/json';
import { readBoolean, readOption } from '../../../shared/n8n/fields/readers';
import { plainText } from '../../../shared/transport/answers/errorText';
import { silent } from '../../api/errors/failures';
import { identify } from '../../api/users/findUser';
import { isSameAddress } from '../../api/users/userRecord';
import { accounts } from '../../descriptions/accounts';
import { organizationLocator, userLocator } from '../../descriptions/locators';
import { redactNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { writing } from '../../helpers/plannedWrites';
import { planRedaction } from '../../helpers/redaction';
import { lookAtUser } from '../../helpers/scimManaged';
import { changing, USERS_OF_ACCOUNT } from '../../helpers/userCalls';
import type { Item, Operation } from '../../operation';
import { accountIds, emailOf, organizationIdOf, userReference } from '../../parameters';

const REDACT_IN = ['allAccounts', 'selectedAccounts'] as const;

const places: INodeProperties[] = [
	{
		displayName: 'Redact In',
		name: 'redactIn',
		type: 'options',
		default: 'allAccounts',
		options: [
			{
				name: 'All Accounts',
				value: 'allAccounts',
				description: 'All accounts of the organization that the user was a member of',
			},
			{
				name: 'Selected Accounts',
				value: 'selectedAccounts',
				description: 'Only the accounts you choose',
			},
		],
		description: 'Of which memberships to redact the data',
	},
	accounts({
		required: true,
		show: { redactIn: ['selectedAccounts'] },
		description: 'The accounts to redact the data in',
	}),
];

const confirmEmail: INodeProperties = {
	displayName: 'Confirm Email',
	name: 'confirmEmail',
	type: 'string',
	default: '',
	placeholder: 'name@email.com',
	description:
		"The user's email address, typed once more: what is redacted does not come back. Nothing is sent where it is not the address of this user.",
};

/** The accounts the item names; undefined for all of the user's. */
function chosenAccounts(item: Item): string[] | undefined {
	if (readOption(item.parameter('redactIn'), 'Redact In', REDACT_IN) === 'allAccounts') {
		return undefined;
	}
	const chosen = accountIds(item.parameter('accountIds'));
	// An empty choice must never turn into all accounts.
	if (chosen.length > 0) return chosen;
	throw invalidInput(
		"'Account Names or IDs' is empty, and 'Redact In' is set to selected accounts",
		"Choose the accounts, or set 'Redact In' to all accounts.",
	);
}

/** @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where the address typed is not that of the user found */
function demandConfirmation(item: Item, email: string): void {
	const isDry = readBoolean(item.parameter('options.dryRun'), 'Dry Run') === true;
	if (isDry || isSameAddress(emailOf(item.parameter('confirmEmail'), 'Confirm Email'), email))
		return;
	throw invalidInput(
		`'Confirm Email' is not the address of the user to redact`,
		'Type the address of this user, or choose the user that is meant. Nothing was sent to Docusign.',
	);
}

export const redact: Operation = {
	name: 'Redact',
	value: 'redact',
	action: 'Redact data of user',
	description:
		'Delete the personal data of a user who has been closed for at least 24 hours, for good. It takes the scope user_data_redact.',
	calls: changing('redact the data of a user', USERS_OF_ACCOUNT, 'redactIndividualUserData'),
	fields: [
		organizationLocator(),
		userLocator,
		...places,
		confirmEmail,
		redactNotice,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const organizationId = organizationIdOf(item);
			const chosen = chosenAccounts(item);
			const operation = 'redactIndividualUserData';
			const { needs } = client.demand(operation);
			const user = await identify(client, organizationId, userReference(item), needs);
			demandConfirmation(item, user.email ?? '');
			const plan = await planRedaction(client, organizationId, user, chosen);
			const memberships = plan.accountIds.map((id) => ({ account_id: id }));
			return {
				facts: { organizationId, user },
				warnings: [
					...plan.warnings,
					...(await lookAtUser(item, { operation, user, accountIds: plan.accountIds })).warnings,
				],
				writes: [{ operation, change: { memberships } }],
				result([answer]) {
					const told = objectIn(answer);
					if (plainText(told.status) === undefined) throw silent(operation);
					return [{ user_id: user.id ?? null, ...told }];
				},
			};
		},
	}),
};

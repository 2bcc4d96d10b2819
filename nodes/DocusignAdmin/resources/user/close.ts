import { organizationLocator, userLocator } from '../../descriptions/locators';
import { writeOptions } from '../../descriptions/options';
import { accountIds, organizationIdOf, userReference } from '../../inputs';
import type { ItemRun, Operation } from '../../operation';
import { invalidInput } from '../../../shared/failures';
import { identify } from '../../../shared/users';
import { closedUser, closeMemberships } from '../closeRequest';

/** The accounts the item names; undefined for all of the user's. */
function chosenAccounts(run: ItemRun): string[] | undefined {
	if (run.parameter('closeIn') !== 'selectedAccounts') return undefined;
	const chosen = accountIds(run.parameter('accountIds'));
	// An empty choice must never turn into all accounts.
	if (chosen.length > 0) return chosen;
	throw invalidInput(
		"'Close In' is set to selected accounts, but none is given",
		"Choose the accounts, or set 'Close In' to all accounts.",
	);
}

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close a user',
	description:
		'Close the memberships of a user, so that they can no longer sign in to the accounts',
	fields: [
		organizationLocator(),
		userLocator(),
		{
			displayName: 'Close In',
			name: 'closeIn',
			type: 'options',
			default: 'allAccounts',
			options: [
				{
					name: 'All Accounts',
					value: 'allAccounts',
					description: 'Close every membership of the user in the organization',
				},
				{
					name: 'Selected Accounts',
					value: 'selectedAccounts',
					description: 'Close only the memberships of the accounts you choose',
				},
			],
			description: 'Which memberships to close',
		},
		{
			displayName: 'Account Names or IDs',
			name: 'accountIds',
			type: 'multiOptions',
			default: [],
			required: true,
			typeOptions: {
				loadOptionsMethod: 'getAccounts',
				loadOptionsDependsOn: ['organizationId.value'],
			},
			displayOptions: { show: { closeIn: ['selectedAccounts'] } },
			description:
				'The accounts to close the user in. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName:
				'Docusign refuses to close the last administrator of an account and your own membership. A user managed by SCIM is opened again by the identity provider unless it is removed there too.',
			name: 'closeNotice',
			type: 'notice',
			default: '',
		},
		writeOptions,
	],
	work: {
		kind: 'write',
		async plan(run) {
			const { session } = run;
			const organizationId = organizationIdOf(run);
			const chosen = chosenAccounts(run);
			const operation = chosen ? 'closeMemberships' : 'closeAllMemberships';
			const { needs } = session.demand(operation);
			const user = await identify(session, organizationId, userReference(run), needs);
			const open = user.memberships?.filter(({ status }) => status !== 'closed');
			const accounts = chosen ?? open?.map(({ account_id: id }) => id);
			const done = !chosen && accounts?.length === 0;
			return {
				facts: { organizationId, user },
				writes: done ? [] : [closeMemberships(organizationId, user, accounts, operation)],
				result: ([answer]) => [
					// Offboarding twice is no failure: the user is closed, which is what was asked for.
					done
						? { id: user.id, email: user.email, success: true, accounts: [], already_closed: true }
						: closedUser(answer, user),
				],
			};
		},
	},
};

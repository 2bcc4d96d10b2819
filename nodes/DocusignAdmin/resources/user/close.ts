import { simplify } from '../../../shared/n8n/fields/descriptions';
import { accounts } from '../../descriptions/accounts';
import { organizationLocator, userLocator } from '../../descriptions/locators';
import { closeNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import { accountIds, organizationIdOf, userReference } from '../../parameters';
import type { MembershipFacts } from '../../api/contract';
import type { Item, Operation } from '../../operation';
import { readOption } from '../../../shared/n8n/fields/readers';
import { closedOutput } from '../../helpers/written/closedOutput';
import { rememberedUser } from '../../api/users/users';
import { writing } from '../../helpers/plannedWrites';
import { invalidInput } from '../../../shared/errors/input';
import {
	closedUser,
	closeMemberships,
	openMemberships,
	userToClose,
} from '../../helpers/closing/closing';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing, NAMESAKES } from '../../helpers/userCalls';

/** What a close says of a user who has nothing left to close. */
const ALREADY_CLOSED = { success: true, accounts: [], already_closed: true };

const accountIdsOf = (memberships: MembershipFacts[]) => memberships.map((each) => each.account_id);

const CLOSE_IN = ['allAccounts', 'selectedAccounts'] as const;

/** The accounts the item names; undefined for all of the user's. */
function chosenAccounts(item: Item): string[] | undefined {
	const closeIn = readOption(item.parameter('closeIn'), 'Close In', CLOSE_IN);
	if (closeIn === undefined) {
		throw invalidInput("'Close In' is empty", `Give one of its options: ${CLOSE_IN.join(', ')}.`);
	}
	if (closeIn === 'allAccounts') return undefined;
	const chosen = accountIds(item.parameter('accountIds'));
	// An empty choice must never turn into all accounts.
	if (chosen.length > 0) return chosen;
	throw invalidInput(
		"'Account Names or IDs' is empty, and 'Close In' is set to selected accounts",
		"Choose the accounts, or set 'Close In' to all accounts.",
	);
}

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close user',
	description:
		'Close a user in all accounts or in those you choose, so that they can no longer sign in there. A user who is closed already is no failure.',
	calls: {
		...changing('close a user in some accounts', NAMESAKES, 'closeMemberships'),
		...changing('close a user in all accounts', NAMESAKES, 'closeAllMemberships'),
	},
	fields: [
		organizationLocator(),
		userLocator,
		{
			displayName: 'Close In',
			name: 'closeIn',
			type: 'options',
			default: 'allAccounts',
			options: [
				{
					name: 'All Accounts',
					value: 'allAccounts',
					description:
						'Close every membership of the user in the organization. Memberships in accounts of other organizations stay; the output names them.',
				},
				{
					name: 'Selected Accounts',
					value: 'selectedAccounts',
					description: 'Close only the memberships of the accounts you choose',
				},
			],
			description: 'Which memberships to close',
		},
		accounts({
			required: true,
			show: { closeIn: ['selectedAccounts'] },
			description: 'The accounts to close the user in',
		}),
		closeNotice,
		simplify,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const { client } = item;
			const organizationId = organizationIdOf(item);
			const chosen = chosenAccounts(item);
			const operation = chosen ? 'closeMemberships' : 'closeAllMemberships';
			const user = await userToClose(client, organizationId, userReference(item), operation);
			const { id, email } = user;
			const open = chosen ? undefined : openMemberships(user);
			const accounts = chosen ?? (open && accountIdsOf(open.own));
			const done = !chosen && accounts?.length === 0;
			const skipped = open && open.external.length > 0 ? accountIdsOf(open.external) : undefined;
			const warnings = done
				? []
				: await warningsBefore(item, { operation, user, accountIds: accounts });
			const before = await rememberedUser(client, organizationId, user);
			return {
				facts: { organizationId, user },
				warnings,
				writes: done
					? []
					: [closeMemberships({ client, organizationId, operation, user, accountIds: accounts })],
				async result([answer]) {
					const raw = {
						// Offboarding twice is no failure: the user is closed, which is what was asked for.
						...(done ? { id, email, ...ALREADY_CLOSED } : closedUser(answer, user)),
						...(skipped && { skipped_external_accounts: skipped }),
					};
					const about = { organizationId, user, before, accountIds: accounts, isWhole: !chosen };
					return [await closedOutput(item, { ...about, raw })];
				},
			};
		},
	}),
};

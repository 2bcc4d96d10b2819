import { invalidInput } from '../../shared/errors/input';
import { zonedTime } from '../../shared/zonedTime';
import type { JsonValue } from '../../shared/http';
import type { AdminClient } from '../api/client';
import type { MembershipFacts, UserFacts } from '../api/contract';
import { isSameId } from '../api/ids';
import { isClosedMembership, isExternalMembership, usersRequest } from '../api/users/userRecord';

/** Docusign redacts the data of a membership a day after it was closed, and not before. */

const DAY_MS = 24 * 3_600_000;

/** What of a user is redacted: the accounts, and what is not known for certain. */
export interface Redaction {
	accountIds: string[];
	warnings: string[];
}

const nameOf = ({ email, id }: UserFacts) => email ?? id ?? '';

/** The memberships that are meant, each of which has to be closed. */
function meant(user: UserFacts, chosen: readonly string[] | undefined): MembershipFacts[] {
	const memberships = user.memberships ?? [];
	const found = chosen?.map((id) => {
		const membership = memberships.find((each) => isSameId(each.account_id, id));
		if (membership) return membership;
		throw invalidInput(
			`${nameOf(user)} has no membership in the account ${id}`,
			"Choose the accounts that the user was a member of, or set 'Redact In' to all accounts.",
		);
	});
	const own = found ?? memberships.filter((each) => !isExternalMembership(each));
	if (own.length === 0) {
		throw invalidInput(
			`Docusign shows no membership of ${nameOf(user)} in this organization`,
			'There is nothing to redact, or the data has been redacted already.',
		);
	}
	const open = own.find((each) => !isClosedMembership(each));
	if (open === undefined) return own;
	throw invalidInput(
		`${nameOf(user)} is not closed in the account ${open.account_id}`,
		'Only the data of a closed membership is redacted: close the user first, and wait 24 hours. Nothing was sent to Docusign.',
	);
}

/** When a membership was closed, in epoch ms: as the profile shows it, else the account's list of users. */
async function closedAt(
	client: AdminClient,
	organizationId: string,
	user: UserFacts,
	membership: MembershipFacts & { closed_on?: JsonValue },
): Promise<number | undefined> {
	const timeOf = (value: JsonValue) =>
		typeof value === 'string' ? zonedTime(value, 'UTC') : undefined;
	const shown = timeOf(membership.closed_on);
	if (shown !== undefined) return shown;
	const accountId = membership.account_id;
	const request = usersRequest(organizationId, { account_id: accountId, email: user.email });
	const users = await client.read('getUsers', request, { organizationId, accountId });
	return timeOf(users.find(({ id }) => isSameId(id, user.id))?.membership_closed_on);
}

/**
 * What is to be redacted of a user.
 *
 * @param chosen account ids; all accounts of the organization where left out
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for a membership that is open, or closed for less than a day
 */
export async function planRedaction(
	client: AdminClient,
	organizationId: string,
	user: UserFacts,
	chosen?: readonly string[],
): Promise<Redaction> {
	const warnings: string[] = [];
	const memberships = meant(user, chosen);
	for (const membership of memberships) {
		const account = membership.account_id;
		const closed = await closedAt(client, organizationId, user, membership);
		if (closed === undefined) {
			warnings.push(
				`Docusign does not show when the membership in the account ${account} was closed: it refuses the redaction within 24 hours of that.`,
			);
		} else if (Date.now() - closed < DAY_MS) {
			const until = new Date(closed + DAY_MS).toISOString().slice(0, 16).replace('T', ' ');
			throw invalidInput(
				`The membership of ${nameOf(user)} in the account ${account} was closed less than 24 hours ago`,
				`Docusign redacts nothing before ${until} UTC. Nothing was sent to Docusign.`,
			);
		}
	}
	return { accountIds: memberships.map((each) => each.account_id), warnings };
}

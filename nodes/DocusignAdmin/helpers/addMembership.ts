import { createFailure } from '../api/errors/catalogue';
import { unreadableAnswer } from '../api/errors/failures';
import { readProfile } from '../api/profiles';
import { isSameId } from '../api/ids';
import { emailOf, isClosedMembership, usersRequest } from '../api/userRecord';
import type { JsonObject } from '../../shared/http';
import { defined, isObject, known, objectsIn } from '../../shared/json';
import type { Item } from '../operation';
import type { PlannedWrite } from './plannedWrites';

/** Who is added where. */
export interface Addition {
	organizationId: string;
	accountId: string;
	/** The user's record. */
	user: JsonObject;
	/** `permission_profile`, `groups`. */
	member: JsonObject;
	/** Fields of the new membership alone: `access_code`, `auto_activate_memberships`. */
	once?: JsonObject;
}

/**
 * Whether a user's membership in an account is a closed one that the profile does not show: to add the user
 * then would reopen it.
 */
export async function isClosedThere(
	{ client }: Item,
	{ organizationId, accountId, user }: Pick<Addition, 'organizationId' | 'accountId' | 'user'>,
): Promise<boolean> {
	const email = emailOf(user);
	const query = { account_id: accountId, membership_status: 'closed', email_user_name_like: email };
	const facts = { organizationId, accountId };
	const closed = await client.read('getUsers', usersRequest(organizationId, query), facts);
	return closed.some(
		({ id, membership_status: status }) => isSameId(id, user.id) && isClosedMembership({ status }),
	);
}

/** Adds a user who is there already to an account of the organization. */
export function addition(
	item: Item,
	{ organizationId, accountId, user, member, once }: Addition,
): PlannedWrite {
	const email = emailOf(user);
	const { client } = item;
	const membership = async () => {
		const record = await readProfile(client, organizationId, String(user.id));
		const found = objectsIn(record.memberships).find(
			(each) => isSameId(each.account_id, accountId) && !isClosedMembership(each),
		);
		return found && { ...record, account_id: accountId };
	};
	return {
		operation: 'addUsers',
		change: defined({
			email,
			...known({
				user_name: user.user_name,
				first_name: user.first_name,
				last_name: user.last_name,
			}),
			permission_profile: member.permission_profile,
			groups: member.groups,
			...once,
		}),
		judgement: {
			recover: membership,
			/** Docusign may make another user of the address instead. */
			async judge(body) {
				if (!isObject(body) || body.id === undefined) {
					const found = await membership();
					if (found) return found;
					throw unreadableAnswer('addUsers');
				}
				if (isSameId(body.id, user.id)) return body;
				throw createFailure('DOCUSIGN_ITEMS_FAILED', {
					operation: 'add the user to the account',
					said: `Docusign made another user of the address ${email}: ${String(body.id)}`,
				});
			},
		},
	};
}

import type { JsonObject } from '../../../shared/http';
import { isObject, objectsIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import { VERBS } from '../../api/contract/verbs';
import { createFailure } from '../../api/errors/catalogue';
import { silent } from '../../api/errors/failures';
import { isSameId } from '../../api/ids';
import { readProfile } from '../../api/users/profiles';
import { isClosedMembership } from '../../api/users/userRecord';
import { itemFailures } from '../../api/errors/itemFailures';
import { failureFromItems } from '../../api/errors/refusals';
import type { Judgement } from '../../api/writes';

/** Who is added where. */
interface Addition {
	organizationId: string;
	accountId: string;
	email: string;
	/** The user's record. */
	user: JsonObject;
}

/**
 * How it is found out what came of adding somebody who is a user to an account. The call names the user by
 * address and name, so that Docusign may make another user instead, which has to be said; and one whose answer
 * is lost is not sent again before it was looked up, since it may have sent an invitation.
 */
export function addedMember(
	client: AdminClient,
	{ organizationId, accountId, email, user }: Addition,
): Judgement {
	const membership = async (): Promise<JsonObject | undefined> => {
		const known = { email, accountId };
		const record = await readProfile(client, organizationId, String(user.id), known);
		const found = objectsIn(record.memberships).find(
			(each) => isSameId(each.account_id, accountId) && !isClosedMembership(each),
		);
		return found && { ...record, account_id: accountId };
	};
	return {
		recover: membership,
		judge(body) {
			const failures = itemFailures(body);
			if (failures.length > 0) {
				throw failureFromItems(failures, { operation: VERBS.addUsers, user: email, email });
			}
			// It is looked up as one whose answer was lost.
			if (!isObject(body) || body.id === undefined) throw silent('addUsers');
			if (isSameId(String(body.id), user.id)) return body;
			throw createFailure('DOCUSIGN_ITEMS_FAILED', {
				operation: VERBS.addUsers,
				said: `it made another user of the address ${email}: ${String(body.id)}`,
			});
		},
	};
}

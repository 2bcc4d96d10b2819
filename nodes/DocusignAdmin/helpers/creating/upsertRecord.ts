import type { JsonObject } from '../../../shared/http';
import { objectsIn } from '../../../shared/json';
import { isCancelled } from '../../../shared/transport/cancellation';
import type { AdminClient } from '../../api/client';
import { isSameId } from '../../api/ids';
import { userById } from '../../api/users/users';
import { normalizedUser } from '../../record/user';
import type { Change } from '../../roster/types';

interface After {
	organizationId: string;
	email: string;
	/** The first is the one that the record speaks of. */
	accountIds: readonly string[];
	/**
	 * The record as Docusign showed it before, or as the answer that made the user says: one in the common form
	 * speaks of an account already, which may be another.
	 */
	before: JsonObject;
	/** The memberships that were known, of the lists too. */
	members: readonly JsonObject[];
	changes: readonly Change[];
	isChanged: boolean;
	/** Whether the record is wanted in the common form, or as Docusign gave it. */
	isSimplified: boolean;
}

const NOT_READ = 'It was done, and the record could not be read again: ';

/**
 * The record of a user as they are after a change. That it cannot be read is no failure of what was done, and
 * is said in a warning.
 */
export async function recordAfter(client: AdminClient, after: After): Promise<JsonObject> {
	const { organizationId, email, accountIds, before, isChanged } = after;
	const [accountId] = accountIds;
	const read = isChanged
		? await userById(client, organizationId, String(before.id), { email, accountId })
				.then((record) => ({ record, warnings: [] as string[] }))
				// Whatever it is: the sign-in fails with an error of n8n's own.
				.catch(async (error: Error) =>
					isCancelled(error)
						? await Promise.reject(error)
						: { record: before, warnings: [`${NOT_READ}${error.message}`] },
				)
		: { record: before, warnings: [] };
	const memberships = membershipsOf(read.record, after);
	const whole = { ...read.record, ...(memberships && { memberships }), account_id: accountId };
	const record = after.isSimplified ? normalizedUser(whole) : whole;
	return { ...record, ...(read.warnings.length > 0 && { warnings: read.warnings }) };
}

/** A contract whose records show no memberships: what its lists said, and what was changed of that since. */
function membershipsOf(
	record: JsonObject,
	{ accountIds, members, changes }: After,
): JsonObject[] | undefined {
	if (Array.isArray(record.memberships)) return objectsIn(record.memberships);
	const shown = accountIds.flatMap((id) => {
		const member = members.find((each) => isSameId(each.account_id, id));
		const { permission_profile, groups } =
			changes.find((each) => each.account_id === id)?.after ?? {};
		return member
			? [
					{
						...member,
						...(permission_profile && { permission_profile }),
						...(groups && { groups }),
					},
				]
			: [];
	});
	return shown.length > 0 ? shown : undefined;
}

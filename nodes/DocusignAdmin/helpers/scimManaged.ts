import type { JsonObject } from '../../shared/http';
import { isSameId } from '../api/ids';

/** What to do before a user is changed whom SCIM manages. */
export type ScimPolicy = 'warn' | 'refuse' | 'ignore';

export const SCIM_POLICIES: readonly ScimPolicy[] = ['warn', 'refuse', 'ignore'];

/** What SCIM manages of what is about to be changed. */
type Managed = 'user' | 'membership';

const UNDONE = 'the identity provider may undo this change. Make it there too.';

export const SCIM_WARNINGS: Record<Managed, string> = {
	user: `This user is managed by SCIM: ${UNDONE}`,
	membership: `A membership that is changed here is managed by SCIM: ${UNDONE}`,
};

const flagged = (record: JsonObject) =>
	record.is_managed_by_scim === true || record.is_membership_managed_by_scim === true;

/**
 * What a record of either contract says that SCIM manages; a record without the flags says nothing.
 *
 * @param accountIds the accounts whose memberships are changed; all of them where left out
 */
export function partManagedByScim(
	record: JsonObject,
	accountIds?: readonly string[],
): Managed | undefined {
	if (record.is_managed_by_scim === true) return 'user';
	const concerns = ({ account_id: account }: JsonObject) =>
		accountIds === undefined ||
		account === undefined ||
		accountIds.some((id) => isSameId(id, account));
	const memberships = Array.isArray(record.memberships) ? (record.memberships as JsonObject[]) : [];
	return [record, ...memberships].some((each) => flagged(each) && concerns(each))
		? 'membership'
		: undefined;
}

/** What follows: a warning, a refusal, or nothing. */
export function scimVerdict(
	policy: ScimPolicy,
	record: JsonObject,
	accountIds?: readonly string[],
): { refuse: boolean; warnings: string[] } {
	const managed = policy === 'ignore' ? undefined : partManagedByScim(record, accountIds);
	if (managed === undefined) return { refuse: false, warnings: [] };
	return policy === 'refuse'
		? { refuse: true, warnings: [] }
		: { refuse: false, warnings: [SCIM_WARNINGS[managed]] };
}

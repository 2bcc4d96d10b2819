import type { MembershipFacts, UserFacts } from '../api/contract';

/** The memberships of a user that are not closed. */
export interface OpenMemberships {
	/** In accounts of the organization. */
	own: MembershipFacts[];
	/** In accounts of others, which a change in "all accounts" does not mean. */
	external: MembershipFacts[];
}

/** @returns undefined where the memberships are not known */
export function openMemberships({ memberships }: UserFacts): OpenMemberships | undefined {
	const open = memberships?.filter(({ status }) => status?.toLowerCase() !== 'closed');
	return (
		open && {
			own: open.filter(({ is_external_account: isExternal }) => isExternal !== true),
			external: open.filter(({ is_external_account: isExternal }) => isExternal === true),
		}
	);
}

export const accountIdsOf = (memberships: MembershipFacts[]): string[] =>
	memberships.map(({ account_id: id }) => id);

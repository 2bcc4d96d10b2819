import type { MembershipWish } from '../state/lifecycle';

/** What request bodies say of a user; shared by creating, adding and updating. */
export interface UserBody {
	user_name?: string;
	first_name?: string;
	last_name?: string;
	default_account_id?: string;
	language_culture?: string;
	federated_status?: string;
	auto_activate_memberships?: boolean;
}

/** What request bodies say of one membership. */
export interface MembershipBody {
	permission_profile?: { id: number };
	groups?: Array<{ id: number }>;
	company_name?: string;
	job_title?: string;
}

export const membershipWish = (accountId: string, body: MembershipBody): MembershipWish => ({
	accountId: accountId.toLowerCase(),
	permissionProfileId: body.permission_profile?.id,
	groupIds: body.groups?.map(({ id }) => id),
	companyName: body.company_name,
	jobTitle: body.job_title,
});

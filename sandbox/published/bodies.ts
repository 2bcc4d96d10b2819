import type { MembershipWish, UserWish } from '../state/lifecycle';
import { checkFederated, checkLanguage } from '../state/rules';

/** What request bodies say of a user. */
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

/** The user that a body wishes for, in the accounts given. */
export const userWish = (
	organizationId: string,
	body: UserBody & { email: string },
	accounts: MembershipWish[],
): UserWish => ({
	organizationId,
	email: body.email,
	userName: body.user_name,
	firstName: body.first_name,
	lastName: body.last_name,
	defaultAccountId: body.default_account_id?.toLowerCase(),
	languageCulture: checkLanguage(body.language_culture),
	federatedStatus: checkFederated(body.federated_status),
	autoActivate: body.auto_activate_memberships,
	accounts,
});

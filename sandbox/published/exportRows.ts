import type { Job } from '../state/jobs';
import type { Account } from '../state/model';
import { domainOf, type SandboxState } from '../state/state';
import { localTime } from '../state/time';

export const exportColumns = [
	'AccountID',
	'AccountName',
	'UserID',
	'UserName',
	'UserEmail',
	'PermissionSet',
	'LicenseType',
	'UserStatus',
	'MemberSince',
];

interface Selection {
	accounts?: Array<{ account_id?: string }>;
	domains?: Array<{ domain?: string }>;
}

/** The accounts an export was asked for, or all of the organization. */
export function accountsOf(state: SandboxState, job: Job): Account[] {
	const named = (job.detail as Selection).accounts?.map(({ account_id: id = '' }) =>
		id.toLowerCase(),
	);
	return [...state.accounts.values()].filter(
		({ id, organizationId }) =>
			organizationId === job.organizationId && (!named?.length || named.includes(id)),
	);
}

/** The rows of one site's file, without the head. */
export function exportRows(state: SandboxState, job: Job, siteId: number): string[][] {
	const domains = (job.detail as Selection).domains?.map(({ domain = '' }) => domain.toLowerCase());
	return accountsOf(state, job)
		.filter((account) => account.siteId === siteId)
		.flatMap((account) =>
			state.rosterOf(account.id).flatMap(({ user, membership }) => {
				if (domains?.length && !domains.includes(domainOf(user.email))) return [];
				const profile = account.permissionProfiles.find(
					({ id }) => id === membership.permissionProfileId,
				);
				return [
					[
						account.id,
						account.name,
						user.id,
						user.userName,
						user.email,
						profile?.name ?? '',
						'named',
						membership.status,
						localTime(membership.createdAt),
					],
				];
			}),
		);
}

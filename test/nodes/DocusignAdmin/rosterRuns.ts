import type { INodeParameters } from 'n8n-workflow';

import { seal } from '../../../nodes/DocusignAdmin/roster/seal';
import type { Change } from '../../../nodes/DocusignAdmin/roster/types';
import type { JsonObject } from '../../../nodes/shared/http';
import type { Sandbox } from '../../../sandbox';
import { by, seeded, type ContractName } from '../../support/admin';

/** Parameters for the operations on a roster, for each use of them. */
export function rosterRuns(
	sandbox: Sandbox,
	contract: ContractName,
): Record<string, Record<string, INodeParameters[]> | INodeParameters[]> {
	const { state } = sandbox;
	const { organizationId, account, second } = seeded(sandbox);
	const organization = { organizationId: by('id', organizationId) };
	const [organizationOf] = [...state.organizations.values()];
	const plain = [...state.users.values()].filter(
		({ id, status, isManagedByScim }) =>
			status === 'active' && !isManagedByScim && !organizationOf.adminIds.has(id),
	);
	const inFirst = plain.filter(({ id }) => state.membershipIn(id, account.id)?.status === 'active');
	const onlyInFirst = inFirst.filter(({ id }) => !state.membershipIn(id, second.id));
	const closed = [...state.memberships.values()].find(
		({ status, userId }) => status === 'closed' && !state.users.get(userId)!.isManagedByScim,
	)!;
	const [profile, groups] = [account.permissionProfiles[1], [{ id: account.groups[2].id }]];
	const listing = { concurrency: 2, maxWait: 10, pageSize: 50 };
	const fieldNames = Object.fromEntries(
		['firstName', 'lastName', 'permissionProfile', 'groups', 'jobTitle', 'companyName']
			.map((name) => [name, name])
			.concat([
				['email', 'mail'],
				['account', 'office'],
			]),
	);
	const people = (mail: string, office: string) =>
		JSON.stringify([
			{
				mail,
				office,
				firstName: 'Kim',
				lastName: 'Lee',
				permissionProfile: '2',
				groups: '3',
				jobTitle: 'Clerk',
				companyName: 'Example',
			},
		])
			.replace('"2"', `"${(office === second.id ? second : account).permissionProfiles[1].id}"`)
			.replace('"3"', `"${(office === second.id ? second : account).groups[2].id}"`);
	const planning = { ...organization, peopleFrom: 'json', fieldNames };
	const options = {
		...listing,
		includeUnchanged: true,
		protectedAccounts: second.name,
		protectedDomains: 'example.org',
		protectedEmails: 'ceo@example.com',
	};
	const change = (more: Partial<Change>): Change => ({
		action: 'update',
		email: '',
		account_id: account.id,
		before: {},
		after: {},
		reason: 'a test',
		reversible: true,
		...more,
	});
	const applying = (...changes: Change[]) => ({
		...organization,
		changesFrom: 'json',
		changes: JSON.stringify(seal(changes, 100)),
		maxClosures: 10,
		maxClosuresPercent: 5,
		options: { ...listing, dryRun: false },
	});
	const who = ({ id, email }: { id: string; email: string }) => ({ user_id: id, email });
	const opening = { permission_profile: { id: profile.id }, groups, membership_status: 'open' };
	const [updated, leaver] = inFirst;
	const before = state.membershipIn(updated.id, account.id)!;
	const asBefore: JsonObject = {
		first_name: updated.firstName,
		permission_profile: { id: before.permissionProfileId },
		groups: before.groupIds.map((id) => ({ id })),
	};
	const record = JSON.stringify([{ record_hash: '0', previous_hash: '0' }]);
	return {
		'roster.plan': {
			'plan a roster for all accounts': [
				{ ...planning, people: people(updated.email, account.id), notOnRoster: 'close', options },
			],
			'plan a roster for some accounts': [
				{
					...planning,
					people: people(onlyInFirst[0].email, second.id),
					accountIds: [second.id],
					notOnRoster: 'close',
				},
			],
		},
		'roster.apply': {
			'create users': [
				applying(
					change({
						action: 'create',
						email: contract === 'openApi' ? 'new@example.com' : updated.email,
						before: { membership_status: 'none', user_status: 'none' },
						after: { first_name: 'Jo', last_name: 'Lee', ...opening },
					}),
					change({
						action: 'create',
						email: 'newer@example.com',
						before: { membership_status: 'none', user_status: 'none' },
						after: { first_name: 'Jo', last_name: 'Lee', ...opening },
					}),
				),
			],
			'add users to accounts': [
				applying(
					change({
						...who(onlyInFirst[0]),
						action: 'addMembership',
						account_id: second.id,
						before: { membership_status: 'none' },
						after: {
							job_title: 'Clerk',
							groups: [{ id: second.groups[2].id }],
							membership_status: 'open',
						},
					}),
				),
			],
			'open closed memberships': [
				applying(
					change({
						...who(state.users.get(closed.userId)!),
						action: 'reopen',
						account_id: closed.accountId,
						before: { membership_status: 'closed' },
						after: {
							groups: [{ id: state.accounts.get(closed.accountId)!.groups[2].id }],
							membership_status: 'open',
						},
					}),
				),
			],
			'update users': [
				applying(
					change({
						...who(updated),
						before: asBefore,
						after: {
							first_name: 'Another',
							permission_profile: { id: account.permissionProfiles[2].id },
							groups: [{ id: account.groups[3].id }],
						},
					}),
				),
			],
			'close memberships': [
				applying(
					change({
						...who(leaver),
						action: 'close',
						before: {
							membership_status: 'active',
							groups: state.membershipIn(leaver.id, account.id)!.groupIds.map((id) => ({ id })),
						},
						after: { membership_status: 'closed' },
					}),
				),
			],
		},
		'roster.undo': [{ recordsFrom: 'json', records: '[]' }],
		'roster.verify': [{ recordsFrom: 'json', records: record }],
	};
}

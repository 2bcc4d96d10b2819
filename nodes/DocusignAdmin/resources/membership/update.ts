import { defined } from '../../../shared/json';
import { simplify } from '../../../shared/n8n/fields/descriptions';
import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import { accountIdOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { clearFields, readChanges } from '../../../shared/n8n/fields/fields';
import { writing, type PlannedWrite } from '../../helpers/plannedWrites';
import type { Contract } from '../../api/contract';

import type { JsonObject } from '../../../shared/http';
import { changedFields } from '../../record/changedFields';
import { outputOf } from '../../helpers/written/writtenRecord';
import { rememberedUser } from '../../api/users/users';
import { identify } from '../../api/users/findUser';
import { memberBody } from '../../helpers/profileChange';
import { warningsBefore } from '../../helpers/beforeChange';
import { changing } from '../../helpers/userCalls';

const updateFields = fields.updateFields(
	clearFields(fields.companyName, fields.groupIds, fields.jobTitle),
	fields.companyName,
	fields.groupIds,
	fields.jobTitle,
	fields.permissionProfile,
);

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update membership',
	description: "Change a user's permission profile, groups, job title or company in one account",
	calls: changing('update a membership', 'updateMembership', {
		api: 'updateUser',
		on: ({ titlesOnUser }) => titlesOnUser,
	}),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator,
		scimNotice,
		updateFields,
		simplify,
		changeOptions,
	],
	work: writing({
		async plan(item) {
			const organizationId = organizationIdOf(item);
			const accountId = accountIdOf(item);
			const changes = readChanges(item.parameter('updateFields'), updateFields);
			const member = memberBody(changes.given, changes.cleared);
			const needs = item.client.contract.rows.updateMembership.needs;
			const user = await identify(item.client, organizationId, userReference(item), needs);
			const moves = member.permission_profile !== undefined;
			const change = {
				operation: 'updateMembership',
				user,
				accountIds: [accountId],
				moves,
			} as const;
			const warnings = [...changes.warnings, ...(await warningsBefore(item, change))];
			const before = await rememberedUser(item.client, organizationId, user);
			const members = [{ account_id: accountId, ...member }];
			return {
				facts: { organizationId, accountId, user },
				warnings,
				writes: writesOf(item.client.contract, member),
				result: async (answers) => [
					await outputOf(item, {
						organizationId,
						// The answers name the user, not the account: the record says both.
						raw: Object.assign(defined({ id: user.id }), ...answers, {
							account_id: accountId,
						}) as JsonObject,
						answers,
						before,
						profile: defined({ id: user.id, email: user.email }),
						members,
						accountId,
						says: () => ({ changed_fields: changedFields(before, {}, members) }),
					}),
				],
			};
		},
	}),
};

/** One change, or two where job title and company belong to the user instead of the membership. */
function writesOf(
	{ titlesOnUser }: Contract,
	{ job_title, company_name, ...ofMembership }: JsonObject,
): PlannedWrite[] {
	const titles = defined({ job_title, company_name });
	const onMembership = titlesOnUser ? ofMembership : { ...ofMembership, ...titles };
	const writes: PlannedWrite[] = [];
	if (hasFields(onMembership)) {
		const done = 'The permission profile and groups were changed as asked';
		writes.push({ operation: 'updateMembership', change: onMembership, done });
	}
	if (titlesOnUser && hasFields(titles)) {
		writes.push({ operation: 'updateUser', change: { memberships: [titles] } });
	}
	return writes;
}

const hasFields = (fields: JsonObject) => Object.keys(fields).length > 0;

import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import { accountIdOf, collection, organizationIdOf, userReference } from '../../parameters';
import type { Operation, PlannedWrite } from '../../operation';
import type { Contract, UserFacts } from '../../api/contract';
import { defined } from '../../api/contract/values';
import { invalidInput } from '../../api/errors/failures';
import type { JsonObject } from '../../../shared/http';
import { identify } from '../../api/users';
import { memberBody } from '../../helpers/memberBody';
import { scimWarnings } from '../../helpers/scimCheck';
import { updatedUser, updateProfile } from '../../helpers/profileChange';
import { changing } from '../../helpers/userCalls';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a membership',
	description: "Change a user's permission profile, groups, job title or company in one account",
	calls: changing('update a membership', 'updateMembership', {
		api: 'updateUser',
		on: ({ titlesOnUser }) => titlesOnUser,
	}),
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator(),
		scimNotice,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				fields.companyName(),
				fields.groupIdsField(),
				fields.jobTitle(),
				fields.permissionProfileLocator(),
			],
		},
		changeOptions,
	],
	work: {
		kind: 'write',
		async plan(run) {
			const organizationId = organizationIdOf(run);
			const accountId = accountIdOf(run);
			const member = memberBody(collection(run, 'updateFields'));
			if (!hasFields(member)) {
				throw invalidInput('There is nothing to update', "Add a field under 'Update Fields'.");
			}
			const needs = run.session.contract.rows.updateMembership.needs;
			const user = await identify(run.session, organizationId, userReference(run), needs);
			const change = { account_id: accountId, ...member };
			const operation = 'updateMembership';
			return {
				facts: { organizationId, accountId, user },
				warnings: await scimWarnings(run, { operation, user, accountIds: [accountId] }),
				writes: writesOf(run.session.contract, organizationId, user, change),
				// The answers name the user, not the account: the record says both.
				result: (answers) => [
					Object.assign(defined({ id: user.id }), ...answers.map(updatedUser), {
						account_id: accountId,
					}) as JsonObject,
				],
			};
		},
	},
};

/** One request, or two where job title and company belong to the user instead of the membership. */
function writesOf(
	{ titlesOnUser }: Contract,
	organizationId: string,
	user: UserFacts,
	{ account_id, job_title, company_name, ...ofMembership }: JsonObject,
): PlannedWrite[] {
	const titles = defined({ job_title, company_name });
	const write = (fields: JsonObject, operation: 'updateUser' | 'updateMembership') =>
		updateProfile(organizationId, user, { memberships: [{ account_id, ...fields }] }, operation);
	if (!titlesOnUser) return [write({ ...ofMembership, ...titles }, 'updateMembership')];
	return [
		...(hasFields(ofMembership) ? [write(ofMembership, 'updateMembership')] : []),
		...(hasFields(titles) ? [write(titles, 'updateUser')] : []),
	];
}

const hasFields = (fields: JsonObject) => Object.keys(fields).length > 0;

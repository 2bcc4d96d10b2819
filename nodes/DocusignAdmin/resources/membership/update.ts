import { accountLocator, organizationLocator, userLocator } from '../../descriptions/locators';
import { writeOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import { accountIdOf, collection, organizationIdOf, userReference } from '../../inputs';
import type { Operation } from '../../operation';
import { invalidInput } from '../../../shared/failures';
import type { JsonObject } from '../../../shared/http';
import { identify } from '../../../shared/users';
import { memberBody } from '../memberBody';
import { updateProfile } from '../profileRequests';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a membership',
	description: "Change a user's permission profile, groups or title in one account",
	fields: [
		organizationLocator(),
		accountLocator(),
		userLocator(),
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
		writeOptions,
	],
	work: {
		kind: 'write',
		async plan(run) {
			const organizationId = organizationIdOf(run);
			const accountId = accountIdOf(run);
			const member = memberBody(collection(run, 'updateFields'));
			if (Object.keys(member).length === 0) {
				throw invalidInput('There is nothing to update', "Add a field under 'Update Fields'.");
			}
			const needs = run.session.contract.rows.updateMembership.needs;
			const user = await identify(run.session, organizationId, userReference(run), needs);
			const memberships = [{ account_id: accountId, ...member }];
			return {
				facts: { organizationId, accountId, user },
				writes: [updateProfile(organizationId, user, { memberships }, 'updateMembership')],
				result: ([answer]) => [membershipIn(answer as JsonObject, accountId)],
			};
		},
	},
};

/** The answer names the user, not the account: the record says both. */
function membershipIn(answer: JsonObject, accountId: string): JsonObject {
	const [user] = Array.isArray(answer.users) ? (answer.users as JsonObject[]) : [answer];
	return { ...user, account_id: accountId };
}

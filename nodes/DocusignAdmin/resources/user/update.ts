import { defined } from '../../../shared/json';
import { simplify } from '../../../shared/n8n/fields/descriptions';
import { organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import { emailOf, organizationIdOf, userReference } from '../../parameters';
import type { Operation } from '../../operation';
import { clearFields, readChanges } from '../../../shared/n8n/fields/fields';
import { writing, type PlannedWrite } from '../../helpers/plannedWrites';
import type { Contract, UserFacts } from '../../api/contract';

import { createFailure } from '../../api/errors/catalogue';
import type { JsonObject } from '../../../shared/http';
import { changedFields } from '../../record/changedFields';
import { outputOf } from '../../helpers/written/writtenRecord';
import { rememberedUser } from '../../api/users/users';
import { identify } from '../../api/users/findUser';
import { memberBody, userBody } from '../../helpers/profileChange';
import { openMemberships } from '../../helpers/closing/closing';
import { warningsBefore } from '../../helpers/beforeChange';
import { unclaimedWarning } from '../../helpers/claimedDomains';
import { changing } from '../../helpers/userCalls';

/**
 * The job title and company stand on each membership of the published wire: all open ones of the
 * organization get them.
 *
 * @throws ApiFailure where there is none, since nothing would be changed
 */
function membershipsWith(member: JsonObject, user: UserFacts): JsonObject[] | undefined {
	if (Object.keys(member).length === 0) return undefined;
	const open = openMemberships(user);
	if (!open) return [member];
	if (open.own.length > 0) return open.own.map(({ account_id }) => ({ account_id, ...member }));
	const facts = { operation: 'give the user a job title or company', user: user.email ?? user.id };
	const isElsewhere = open.external.length > 0;
	throw createFailure(
		isElsewhere ? 'DOCUSIGN_MEMBERSHIP_NOT_FOUND' : 'DOCUSIGN_USER_CLOSED',
		facts,
	);
}

const IN_ALL = 'of the user, the same in every account';

const updateFields = fields.updateFields(
	clearFields(fields.companyName, fields.jobTitle),
	{ ...fields.companyName, description: `The company ${IN_ALL}` },
	fields.defaultAccount,
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
		description:
			'The new address, on a domain that the organization has claimed. Docusign refuses any other.',
	},
	fields.federatedStatus,
	fields.firstName,
	{ ...fields.jobTitle, description: `The job title ${IN_ALL}` },
	fields.languageCulture,
	fields.lastName,
	fields.userName,
);

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update user',
	description:
		'Change a user: only the fields you add are changed, the address only to a claimed domain',
	calls: {
		...changing('update a user', 'updateUser'),
		'change an e-mail address': ['getUserDSProfile', 'updateEmailAddress'],
	},
	fields: [organizationLocator(), userLocator, scimNotice, updateFields, simplify, changeOptions],
	work: writing({
		async plan(item) {
			const organizationId = organizationIdOf(item);
			const changes = readChanges(item.parameter('updateFields'), updateFields);
			const member = memberBody(changes.given, changes.cleared);
			const profile = userBody(changes.given);
			const email = changes.given.email === undefined ? undefined : emailOf(changes.given.email);
			const needs = item.client.contract.rows.updateUser.needs;
			// What the contract has no word for is refused before anybody is looked up.
			item.client.compose('updateUser', profile, { organizationId });
			const user = await identify(item.client, organizationId, userReference(item), needs);
			const memberships = membershipsWith(member, user);
			const update = defined({ ...profile, memberships });
			const warnings = await warningsBefore(item, {
				operation: 'updateUser',
				user,
				// A change of the user itself is no change of a membership.
				accountIds: Object.keys(member).length > 0 ? undefined : [],
			});
			const unclaimed = await unclaimedWarning(item, email, 'refuses the new address');
			const before = await rememberedUser(item.client, organizationId, user);
			const sent = defined({ ...profile, email });
			return {
				facts: { organizationId, user },
				warnings: [...changes.warnings, ...unclaimed, ...warnings],
				writes: writesOf(item.client.contract, email, update),
				result: async (answers) => [
					await outputOf(item, {
						organizationId,
						// An answer may be empty: the record names the user all the same.
						raw: Object.assign(defined({ id: user.id }), ...answers) as JsonObject,
						answers,
						before,
						profile: { id: user.id, ...sent },
						members: memberships,
						says: () => ({ changed_fields: changedFields(before, sent, memberships ?? []) }),
					}),
				],
			};
		},
	}),
};

/** One change, or two where an address is changed by a request of its own. */
function writesOf(
	{ emailOnUser }: Contract,
	email: string | undefined,
	update: JsonObject,
): PlannedWrite[] {
	const user: PlannedWrite = { operation: 'updateUser', change: update };
	if (email === undefined) return [user];
	const address: PlannedWrite = {
		operation: 'updateEmailAddress',
		change: { email },
		done: `The e-mail address was changed to ${email}`,
	};
	if (Object.keys(update).length === 0) return [address];
	// The address first: it is what Docusign refuses most, and then nothing has changed yet.
	return emailOnUser ? [{ ...user, change: { ...update, email } }] : [address, user];
}

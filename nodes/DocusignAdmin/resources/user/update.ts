import { organizationLocator, userLocator } from '../../descriptions/locators';
import { scimNotice } from '../../descriptions/notices';
import { changeOptions } from '../../descriptions/options';
import * as fields from '../../descriptions/userFields';
import {
	collection,
	emailOf,
	optionalAccountId,
	organizationIdOf,
	userReference,
} from '../../parameters';
import type { Operation, PlannedWrite } from '../../operation';
import type { UserFacts } from '../../api/contract';
import { defined } from '../../api/contract/values';
import { createFailure } from '../../../shared/errors/create';
import { invalidInput, notFound } from '../../api/errors/failures';
import type { JsonObject } from '../../../shared/http';
import { identify } from '../../api/users';
import { memberBody } from '../../helpers/memberBody';
import { openMemberships } from '../../helpers/openMemberships';
import { changeEmail, updatedUser, updateProfile } from '../../helpers/profileChange';
import { scimWarnings } from '../../helpers/scimCheck';
import { publishedUserValues } from '../../helpers/userBody';
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
	throw open.external.length > 0
		? notFound('membership', facts)
		: createFailure('DOCUSIGN_USER_CLOSED', facts);
}

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a user',
	description:
		'Change a user: only the fields you add are changed, the address only to a claimed domain',
	calls: {
		...changing('update a user', 'updateUser'),
		'change an e-mail address': ['getUserDSProfile', 'updateEmailAddress'],
	},
	fields: [
		organizationLocator(),
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
				fields.defaultAccount(),
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
					description:
						'The new address, on a domain that the organization has claimed. Docusign refuses any other.',
				},
				fields.federatedStatus(),
				fields.firstName(),
				fields.jobTitle(),
				fields.languageCulture(),
				fields.lastName(),
				fields.userName(),
			],
		},
		changeOptions,
	],
	work: {
		kind: 'write',
		async plan(run) {
			const organizationId = organizationIdOf(run);
			const changes = collection(run, 'updateFields');
			const member = memberBody(changes);
			const profile = publishedUserValues({
				user_name: changes.userName,
				first_name: changes.firstName,
				last_name: changes.lastName,
				default_account_id: optionalAccountId(changes.defaultAccountId, 'Default Account'),
				language_culture: changes.languageCulture,
				federated_status: changes.federatedStatus,
			});
			const email = changes.email === undefined ? undefined : emailOf(changes.email);
			const needs = run.session.contract.rows.updateUser.needs;
			const changed = { ...profile, ...member };
			if (Object.keys(changed).length === 0 && email === undefined) {
				throw invalidInput('There is nothing to update', "Add a field under 'Update Fields'.");
			}
			// What the contract has no word for is refused before anybody is looked up.
			run.session.speak('updateUser', updateProfile(organizationId, {}, profile).request, {
				organizationId,
			});
			const user = await identify(run.session, organizationId, userReference(run), needs);
			const writes: PlannedWrite[] = [];
			// The address first: it is what Docusign refuses most, and then nothing has changed yet.
			if (email !== undefined) writes.push(changeEmail(organizationId, user, email));
			if (Object.keys(changed).length > 0) {
				const memberships = membershipsWith(member, user);
				writes.push(updateProfile(organizationId, user, defined({ ...profile, memberships })));
			}
			return {
				facts: { organizationId, user },
				warnings: await scimWarnings(run, {
					operation: 'updateUser',
					user,
					// A change of the user itself is no change of a membership.
					accountIds: Object.keys(member).length > 0 ? undefined : [],
				}),
				writes,
				// An answer may be empty: the record names the user all the same.
				result: (answers) => [
					Object.assign(defined({ id: user.id }), ...answers.map(updatedUser)) as JsonObject,
				],
			};
		},
	},
};

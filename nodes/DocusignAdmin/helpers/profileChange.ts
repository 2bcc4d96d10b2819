import type { UserFacts } from '../api/contract';
import { defined } from '../api/contract/values';
import type { JsonObject } from '../../shared/http';
import type { PlannedWrite } from './plannedWrites';

/** Requests of the published wire that change users, each in an envelope for many of them. */

const path = (organizationId: string, call: string) =>
	`/v2/organizations/${encodeURIComponent(organizationId)}/users/${call}`;

const named = ({ id, site_id }: UserFacts, change: JsonObject) =>
	defined({ id, site_id, ...change });

export const updateProfile = (
	organizationId: string,
	user: UserFacts,
	change: JsonObject,
	operation: 'updateUser' | 'updateMembership' = 'updateUser',
): PlannedWrite => ({
	operation,
	request: {
		method: 'POST',
		path: path(organizationId, 'profiles'),
		body: { users: [named(user, change)] },
	},
});

export const changeEmail = (
	organizationId: string,
	user: UserFacts,
	email: string,
): PlannedWrite => ({
	operation: 'updateEmailAddress',
	request: {
		method: 'POST',
		path: path(organizationId, 'email_addresses'),
		body: { users: [named(user, { email })] },
	},
});

/** The user in an answer: alone on one contract, as the first of a list on the other. */
export function updatedUser(answer: unknown): JsonObject {
	const body = (answer ?? {}) as JsonObject;
	return Array.isArray(body.users) ? ((body.users[0] ?? {}) as JsonObject) : body;
}

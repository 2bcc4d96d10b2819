import type { JsonObject, JsonValue } from '../../../shared/http';
import { defined, isObject, objectIn, objectsIn } from '../../../shared/json';
import type { AdminClient } from '../../api/client';
import type { Facts, OperationId, UserFacts } from '../../api/contract';
import { idPublished } from '../../api/contract/values';
import { identify } from '../../api/users/findUser';
import { factsOf, forgetUser } from '../../api/users/users';
import type { Step } from '../../roster/applying/carryOut';
import { pick, USER_FIELDS } from '../../roster/view';
import { addedMember } from '../creating/addedMember';
import { closeMemberships, userToClose } from '../closing/closing';
import type { PlannedWrite } from '../plannedWrites';

const idOf = (value: JsonValue): JsonObject => ({ id: idPublished(objectIn(value).id) });

/** What a change makes of a membership, on the published wire. */
const memberOf = ({ permission_profile, groups }: JsonObject): JsonObject =>
	defined({
		permission_profile: isObject(permission_profile) ? idOf(permission_profile) : undefined,
		groups: Array.isArray(groups) ? objectsIn(groups).map(idOf) : undefined,
	});

const titlesOf = (after: JsonObject): JsonObject => pick(after, ['job_title', 'company_name']);

const hasFields = (fields: JsonObject) => Object.keys(fields).length > 0;

/** The writes that make a change of an open or closed membership of somebody who is there. */
function updates(client: AdminClient, { change, after }: Step): PlannedWrite[] {
	const { titlesOnUser } = client.contract;
	const titles = titlesOf(after);
	const names = pick(after, USER_FIELDS);
	const member = {
		...memberOf(after),
		...(!titlesOnUser && titles),
		// Without it, a closed membership is not opened.
		...(change.action === 'reopen' && { send_activation: true }),
	};
	const ofUser = { ...names, ...(titlesOnUser && hasFields(titles) && { memberships: [titles] }) };
	return [
		...(hasFields(member) ? [{ operation: 'updateMembership' as const, change: member }] : []),
		...(hasFields(ofUser) ? [{ operation: 'updateUser' as const, change: ofUser }] : []),
	];
}

/** Who becomes a user or a member: with their names where nobody has the address yet. */
function joining(
	client: AdminClient,
	organizationId: string,
	{ change, user, after }: Step,
): PlannedWrite[] {
	const { email, account_id: id } = change;
	const names = pick(after, USER_FIELDS);
	if (change.action === 'create') {
		const account = { id, ...memberOf(after), ...titlesOf(after) };
		return [{ operation: 'createUser', change: { email, ...names, accounts: [account] } }];
	}
	// Docusign tells users of one address apart by their names: the user's own means no other.
	const own = user?.user_name === undefined ? {} : { user_name: user.user_name };
	const added = { email, ...own, ...memberOf(after) };
	const titles = titlesOf(after);
	return [
		{
			operation: 'addUsers',
			change: added,
			// One who is new in several accounts of a plan has no ID until the first is done.
			judgement: user && addedMember(client, { organizationId, accountId: id, email, user }),
		},
		// What the call that adds somebody has no word for.
		...(hasFields(titles) && !client.contract.titlesOnUser
			? [{ operation: 'updateMembership' as const, change: titles }]
			: []),
	];
}

/** The writes that make a change of a plan, and the user whom they are about as they need to know them. */
export async function writesOf(
	client: AdminClient,
	organizationId: string,
	step: Step,
): Promise<{ writes: PlannedWrite[]; user: UserFacts }> {
	const { change, user } = step;
	const shown: UserFacts = user ? factsOf(user) : { email: change.email };
	switch (change.action) {
		case 'create':
		case 'addMembership':
			return { writes: joining(client, organizationId, step), user: shown };
		case 'close': {
			const operation = 'closeMemberships';
			const meant = { by: 'id', value: String(user?.id) } as const;
			const found = await userToClose(client, organizationId, meant, operation);
			const close = { client, organizationId, operation, user: found } as const;
			return {
				writes: [closeMemberships({ ...close, accountIds: [change.account_id] })],
				user: found,
			};
		}
		default: {
			const writes = updates(client, step);
			return { writes, user: await userFor(client, organizationId, shown, writes) };
		}
	}
}

/** The user with all that the writes need to know, looked up only where the record does not show it. */
export async function userFor(
	client: AdminClient,
	organizationId: string,
	user: UserFacts,
	writes: readonly PlannedWrite[],
): Promise<UserFacts> {
	const needs = writes.flatMap(({ operation }) => client.contract.rows[operation].needs ?? []);
	if (needs.every((need) => user[need] !== undefined)) return user;
	return await identify(client, organizationId, { by: 'id', value: user.id ?? '' }, needs);
}

/** The requests by which a change would be made, as they would leave. */
export async function requestsOf(
	client: AdminClient,
	organizationId: string,
	step: Step,
): Promise<JsonObject[]> {
	const { account_id: accountId, email } = step.change;
	const { writes, user } = await writesOf(client, organizationId, step);
	const facts: Facts = { organizationId, accountId, user, email };
	return writes.map(({ operation, change }) => {
		const { method, path, body } = client.compose(operation, change, facts);
		return defined({ method, path, body });
	});
}

/**
 * Makes one change of a plan.
 *
 * @returns the id of a user who was created or added, and the trace token of the last answer
 * @throws ApiFailure where Docusign refuses
 */
export async function sendStep(
	client: AdminClient,
	organizationId: string,
	step: Step,
): Promise<{ userId?: string; traceToken?: string }> {
	const { account_id: accountId, email } = step.change;
	const { writes, user } = await writesOf(client, organizationId, step);
	let traceToken: string | undefined;
	let facts: Facts = { organizationId, accountId, user, email };
	const write = async ({ operation, change, judgement }: PlannedWrite) => {
		const request = client.compose(operation, change, facts);
		const answer = await client.write(operation, request, facts, {
			...judgement,
			traced: (token) => {
				traceToken = token;
			},
		});
		if (IN_ANSWER.has(operation)) facts = { ...facts, user: { ...user, ...shownIn(answer) } };
	};
	await eachOf(writes, write).finally(() => {
		forgetUser(client, organizationId, { ...facts.user, email });
	});
	return { userId: facts.user?.id, traceToken };
}

/** The writes whose answers say who somebody is whom nobody knew before. */
const IN_ANSWER: ReadonlySet<OperationId> = new Set<OperationId>(['createUser', 'addUsers']);

const shownIn = (answer: unknown): UserFacts => {
	const { id, site_id } = factsOf(objectIn(answer));
	return defined({ id, site_id }) as UserFacts;
};

async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
	for (const one of all) await work(one);
}

import type { WriteWork } from '../../shared/n8n/operation';
import { defined } from '../../shared/json';
import { readList } from '../../shared/n8n/fields/readers';
import type { JsonObject } from '../../shared/http';
import type { DeclaredCall } from '../calls';
import type { OperationId } from '../api/contract';
import { VERBS } from '../api/contract/verbs';
import { itemFailures } from '../api/errors/itemFailures';
import { failureFromItems } from '../api/errors/refusals';
import { isSameId } from '../api/ids';
import { ApiFailure } from '../../shared/errors/apiFailure';
import { identify } from '../api/users/findUser';
import type { Item } from '../operation';
import { accountIdOf, emailOf, guid, organizationIdOf } from '../parameters';
import { writing } from './plannedWrites';
import { BY_EMAIL } from './userCalls';

/** What the operations on DS groups share. */

export const dsGroupIdOf = (item: Item) => guid(item.parameter('dsGroupId'), 'DS Group');

export const inAccountOf = (item: Item) => ({
	organizationId: organizationIdOf(item),
	accountId: accountIdOf(item),
});

/** What a request about one group is about. */
export const inGroupOf = (item: Item) => ({
	...inAccountOf(item),
	record: `the DS group "${dsGroupIdOf(item)}"`,
});

/** The ids of the users that a field names by ID or address, each once. */
async function userIdsIn(item: Item, organizationId: string): Promise<string[]> {
	const given = readList(item.parameter('userIds'), 'User IDs or Emails');
	const ids: string[] = [];
	for (const entry of given) {
		const reference = entry.includes('@')
			? { by: 'email' as const, value: emailOf(entry, 'User IDs or Emails') }
			: { by: 'id' as const, value: guid(entry, 'User IDs or Emails') };
		const { id } = await identify(item.client, organizationId, reference, ['id']);
		if (id !== undefined && !ids.includes(id)) ids.push(id);
	}
	return ids;
}

/**
 * What an answer says of the users it was asked for.
 *
 * @throws ApiFailure where it is not so for all of them: the first that failed is named, and those that did not
 */
function judgeMembers(body: unknown, operation: OperationId, asked: readonly string[]): unknown {
	const failures = itemFailures(body);
	if (failures.length === 0) return body;
	const [{ id: user }] = failures;
	const context = { operation: VERBS[operation], user };
	const { message, description, ...failure } = failureFromItems(failures, context);
	const named = failures.flatMap(({ id }) => id ?? []);
	const done = asked.filter((id) => !named.some((each) => isSameId(each, id)));
	const isTold = named.length === failures.length && done.length > 0;
	throw new ApiFailure({
		...failure,
		message,
		description: `${description}${isTold ? ` It was done for: ${done.join(', ')}.` : ''}`,
	});
}

/** Adds members to a DS group, or removes some. */
export const changingMembers = (operation: OperationId): WriteWork<Item> =>
	writing({
		async plan(item) {
			const facts = inGroupOf(item);
			const group = dsGroupIdOf(item);
			item.client.demand(operation);
			const userIds = await userIdsIn(item, facts.organizationId);
			return {
				facts,
				writes: [
					{
						operation,
						change: { ds_group_id: group, user_ids: userIds },
						judgement: { judge: (body) => judgeMembers(body, operation, userIds) },
					},
				],
				result: ([answer]) => [
					{ ds_group_id: group, user_ids: userIds, ...defined(answer as JsonObject) },
				],
			};
		},
	});

/** Members are given by id, or by address, which takes a look-up. */
export const membersCalls = (change: string, api: DeclaredCall) => ({
	[change]: [api],
	[`${change} by e-mail address`]: [...BY_EMAIL, api],
});

import type { JsonObject } from '../../../shared/http';
import { defined, known, objectsIn } from '../../../shared/json';
import type { UserFacts } from '../../api/contract';
import { isSameId } from '../../api/ids';
import type { Item } from '../../operation';
import { outputOf } from './writtenRecord';

/** A close that was carried out. */
interface Closed {
	organizationId: string;
	user: UserFacts;
	before?: JsonObject;
	/** The accounts in which the user is closed now; undefined where only Docusign knows them all. */
	accountIds?: readonly string[];
	/** Whether it was one in all accounts: only then the answer's status is the user's own. */
	isWhole?: boolean;
	raw: JsonObject;
}

const KEPT = ['success', 'already_closed', 'skipped_external_accounts'];

/** What became of each account, with what the answer says of it. */
function results({ accounts }: JsonObject, accountIds: readonly string[] | undefined) {
	const told = objectsIn(accounts).map(({ id, account_id, ...rest }) => ({
		...rest,
		id: id ?? account_id,
		status: 'closed',
	}));
	if (accountIds === undefined) return told;
	return accountIds.map((id) => ({
		...told.find((each) => isSameId(each.id, id)),
		id,
		status: 'closed',
	}));
}

/** What a close puts out: who was closed, where, and how the user stands now as far as that is certain. */
export async function closedOutput(item: Item, closed: Closed): Promise<JsonObject> {
	const { organizationId, user, before, accountIds, isWhole, raw } = closed;
	const accounts = results(raw, accountIds);
	const { status } = raw;
	return await outputOf(item, {
		organizationId,
		raw,
		keeps: KEPT,
		answers: [defined({ status: isWhole ? status : undefined })],
		before,
		profile: known({ id: user.id, email: user.email }),
		members: accounts.map(({ id }) => ({ account_id: id, status: 'closed' })),
		accountId: accountIds?.length === 1 ? accountIds[0] : undefined,
		movesStatus: accounts.length > 0,
		says: () => ({ accounts }),
	});
}

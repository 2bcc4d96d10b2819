import type { JsonObject } from '../../../shared/http';
import { known, objectIn } from '../../../shared/json';
import { readBoolean } from '../../../shared/n8n/fields/readers';
import { languageCursor } from '../../api/contract/values';
import type { Item } from '../../operation';
import { recordAfterWrite, type Written } from '../../record/written';
import { knownNames, withNames } from './knownNames';

/** What a write puts out. */
interface Output extends Omit<Written, 'answers'> {
	organizationId: string;
	/** In the order of the writes. */
	answers: readonly unknown[];
	/** What came out before there was a record, and does where Simplify is off. */
	raw: JsonObject;
	/** The fields of `raw` that the record has no name for and that stay beside it. */
	keeps?: readonly string[];
	/** What the operation says beside the record; it stands over its fields. */
	says?: (record: JsonObject) => JsonObject;
}

/** Whether the item wants the common record, and not what Docusign answered. */
export const isSimplified = ({ parameter }: Item): boolean =>
	readBoolean(parameter('simplify'), 'Simplify') ?? true;

/** What was sent, in published values, as the contract's own records spell it. */
const asShown = ({ client }: Item, profile: JsonObject): JsonObject =>
	client.contract.name === 'cursor' && typeof profile.language_culture === 'string'
		? { ...profile, language_culture: languageCursor(profile.language_culture) }
		: profile;

/**
 * The user after a write: the record that lists give too, made of what the node has seen and sent and of what
 * Docusign answered, so that it takes no request. Where the item wants the raw answer, that.
 */
export async function outputOf(item: Item, output: Output): Promise<JsonObject> {
	const { organizationId, raw, keeps = [], says = () => ({}), answers, ...written } = output;
	if (!isSimplified(item)) return raw;
	const profile = written.profile && asShown(item, written.profile);
	const record = recordAfterWrite({ ...written, profile, answers: answers.map(objectIn) });
	const ids = [written.accountId, ...(written.members ?? []).map(({ account_id: id }) => id)];
	const accountIds = ids.filter((id): id is string => typeof id === 'string');
	const names = await knownNames(item.client, organizationId, [...new Set(accountIds)]);
	const kept = known(Object.fromEntries(['warnings', ...keeps].map((name) => [name, raw[name]])));
	return { ...withNames(record, names), ...kept, ...known(says(record)) };
}

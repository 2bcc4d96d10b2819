import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { isBlank, readText } from '../../shared/n8n/fields/readers';
import { nameKey } from '../names/match';

/** What a cell of a roster names: a text, a number, or a record with an id or a name. */
export function referenceText(value: JsonValue): string {
	if (!isObject(value)) return readText(value);
	const { id, name } = value;
	return readText(isBlank(id) ? name : id);
}

/**
 * Whether it is the group in which Docusign keeps everybody: being in it makes no difference. Its name may be
 * in another language, so that its type tells where a record shows one.
 */
export const isEveryone = ({ name, type }: JsonObject): boolean =>
	(typeof name === 'string' && nameKey(name) === 'everyone') ||
	(typeof type === 'string' && type.toLowerCase().replaceAll('_', '').startsWith('everyone'));

import { invalidInput } from '../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { isBlank, readText } from '../../shared/n8n/fields/readers';
import { canonicalId } from '../api/ids';
import type { Named } from './types';

const MOST_LISTED = 10;

/** A name in the spelling by which it is compared. */
export const nameKey = (name: string): string => name.trim().toLowerCase();

const idKey = (id: string | number) => canonicalId(String(id).trim());

const shown = ({ id, name }: Named) => (name === undefined ? String(id) : `${name} (${id})`);

/** The ten first of what there is. */
export function listed(list: readonly Named[]): string {
	if (list.length === 0) return 'There is none.';
	const more = list.length > MOST_LISTED ? `, and ${list.length - MOST_LISTED} more` : '';
	return `There is: ${list.slice(0, MOST_LISTED).map(shown).join(', ')}${more}.`;
}

/** What a cell of a roster names: a text, a number, or a record with an id or a name. */
export function referenceText(value: JsonValue): string {
	if (!isObject(value)) return readText(value);
	const { id, name } = value;
	return readText(isBlank(id) ? name : id);
}

/**
 * The entry of a list that a name or an id means: the id as it is, the name without case and outer blanks.
 *
 * @param where for messages: `Item 3: permission profile`
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where none or more than one is meant; what there is stands in it
 */
export function findNamed(text: string, list: readonly Named[], where: string): Named {
	const found = list.filter(
		({ id, name }) =>
			idKey(id) === idKey(text) || (name !== undefined && nameKey(name) === nameKey(text)),
	);
	if (found.length === 1) return found[0];
	if (found.length > 1) {
		throw invalidInput(
			`${where}: "${text}" is meant by several: ${found.map(shown).join(', ')}`,
			'Give the ID of the one that is meant.',
		);
	}
	throw invalidInput(`${where}: there is no "${text}"`, listed(list));
}

/**
 * Whether it is the group in which Docusign keeps everybody: being in it makes no difference. Its name may be
 * in another language, so that its type tells where a record shows one.
 */
export const isEveryone = ({ name, type }: JsonObject): boolean =>
	(typeof name === 'string' && nameKey(name) === 'everyone') ||
	(typeof type === 'string' && type.toLowerCase().replaceAll('_', '').startsWith('everyone'));

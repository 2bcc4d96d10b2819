import { invalidInput } from '../../shared/errors/input';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject, parseJson } from '../../shared/json';
import { isBlank, readList, readText } from '../../shared/n8n/fields/readers';
import { composed, isAddress, seen } from '../api/users/address';
import { referenceText } from './names';

/** The fields of a roster, and how an item calls them unless it is told otherwise. */
export const ROSTER_FIELDS = [
	'email',
	'firstName',
	'lastName',
	'account',
	'permissionProfile',
	'groups',
	'jobTitle',
	'companyName',
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];
export type FieldNames = Partial<Record<RosterField, string>>;

/** A line of the roster as it stands there: names, not yet looked up. */
export interface RosterRow {
	item: number;
	email: string;
	account: string;
	firstName?: string;
	lastName?: string;
	jobTitle?: string;
	companyName?: string;
	permissionProfile?: string;
	groups?: string[];
}

export const COUNTED = 'Items are counted from 0, as n8n counts them.';

/** The people of a roster that came as one JSON parameter, which agents and expressions fill in. */
export function peopleInJson(value: JsonValue, label = 'People'): JsonObject[] {
	const given: unknown = typeof value === 'string' ? parseJson(value) : value;
	const name = label.toLowerCase();
	const list = isObject(given) && Array.isArray(given[name]) ? given[name] : given;
	if (!Array.isArray(list)) {
		throw invalidInput(`'${label}' is no list in JSON`, 'Give a list like [{…}, {…}].');
	}
	return list.map((entry: unknown, item) => {
		if (isObject(entry)) return entry;
		throw invalidInput(`Item ${item} of '${label}' is no object`, COUNTED);
	});
}

/** The value of a field: by its name as it is or with blanks around it, else by a path with dots. */
function valueIn(record: JsonObject, name: string): JsonValue {
	const key = name in record ? name : Object.keys(record).find((each) => each.trim() === name);
	if (key !== undefined) return record[key];
	return name
		.split('.')
		.reduce<JsonValue>((value, step) => (isObject(value) ? value[step] : undefined), record);
}

/** What is left of a field's name where nobody minds how a spreadsheet writes it: `Permission Profile`. */
const spelling = (name: string): string => name.replace(/[\s\p{Cc}\p{Cf}]/gu, '').toLowerCase();

const textIn = (value: JsonValue, where: string): string | undefined => {
	if (isBlank(value)) return undefined;
	if (typeof value !== 'object') return readText(value);
	throw invalidInput(`${where} is no text: ${readText(value)}`, COUNTED);
};

function groupsIn(value: JsonValue, where: string): string[] | undefined {
	const given = Array.isArray(value)
		? value.map((each) => (isObject(each) ? referenceText(each) : each))
		: value;
	const groups = readList(given, where);
	return groups.length === 0 ? undefined : groups;
}

/**
 * Reads a roster. A blank field is one that is not given: it is compared with nothing and takes nothing away.
 *
 * @param records items, or entries of the JSON parameter
 * @param fieldNames how the records call a field; a path may have dots
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for an empty roster, a field that no record has although it was
 * named or that stands there spelled otherwise, an address that is none; it names the item
 */
export function readRoster(
	records: readonly JsonObject[],
	fieldNames: FieldNames = {},
): RosterRow[] {
	if (records.length === 0) {
		throw invalidInput(
			'The roster is empty',
			'Nobody on it would mean that nobody should have access, which is never meant.',
		);
	}
	const nameOf = (field: RosterField) => fieldNames[field]?.trim() || field;
	const keys = new Set(records.flatMap((record) => Object.keys(record)));
	for (const field of ROSTER_FIELDS) {
		const name = nameOf(field);
		if (records.some((record) => valueIn(record, name) !== undefined)) continue;
		const alike = [...keys].find(
			(key) => key.trim() !== name && name === field && spelling(key) === spelling(field),
		);
		if (alike !== undefined) {
			throw invalidInput(
				`No item has a field '${field}', but '${seen(alike)}' reads like it`,
				"Say in 'Field Names' what your items call the field. What is not meant by it has to have another name.",
			);
		}
		if (name === field && field !== 'email') continue;
		throw invalidInput(
			`No item has a field '${name}', which 'Field Names' gives for '${field}'`,
			`The first item has: ${seen(Object.keys(records[0]).join(', '))}.`,
		);
	}
	return records.map((record, item) => {
		const value = (field: RosterField) => valueIn(record, nameOf(field));
		const where = (field: RosterField) => `Item ${item}: '${nameOf(field)}'`;
		const text = (field: RosterField) => textIn(value(field), where(field));
		const email = composed(text('email') ?? '');
		if (!isAddress(email)) {
			throw invalidInput(
				email === ''
					? `${where('email')} is empty`
					: `${where('email')} is no address: ${seen(email)}`,
				`Every item needs an address like name@example.com. ${COUNTED}`,
			);
		}
		return {
			item,
			email,
			account: referenceText(value('account')),
			firstName: text('firstName'),
			lastName: text('lastName'),
			jobTitle: text('jobTitle'),
			companyName: text('companyName'),
			permissionProfile: referenceText(value('permissionProfile')) || undefined,
			groups: groupsIn(value('groups'), where('groups')),
		};
	});
}

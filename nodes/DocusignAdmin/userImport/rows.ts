import { invalidInput } from '../../shared/errors/input';
import type { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject, JsonValue } from '../../shared/http';
import { idText, isObject } from '../../shared/json';
import { isGuid } from '../api/ids';
import { composed, isAddress, seen } from '../api/users/address';
import { addressKey } from '../api/users/userRecord';
import { isFormula } from '../userExport/writeCsv';
import { ALSO, FIELDS, NEEDED, type Field, type ImportKind } from './columns';

/** The rows of an import, from what people gave. */

/** A person as the file has it. `index`: the place among those given. */
export interface ImportRow {
	index: number;
	cells: Partial<Record<Field, string>>;
}

export interface ReadRows {
	rows: ImportRow[];
	/** Those that are not sent, and why, by their place. */
	problems: Map<number, ApiFailure>;
}

export interface RowSettings {
	kind: ImportKind;
	/** The account of those who name none. */
	accountId?: string;
	/** Under which name a field stands, where not under its own. */
	fieldNames: Readonly<Partial<Record<Field, string>>>;
}

/** Who and where: what an import's row is about. */
export const rowKey = ({ cells }: Pick<ImportRow, 'cells'>): string =>
	`${addressKey(cells.email ?? '')} ${(cells.account ?? '').toLowerCase()}`;

/** A value as a cell; a record or a list of records stands by its names. Undefined: it fits no cell. */
function cellText(value: JsonValue): string | undefined {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) {
		const texts = value.map(cellText);
		// A name with the separator in it would be two.
		const isClear = texts.every((text) => text !== undefined && text !== '' && !text.includes(';'));
		return isClear ? texts.join(';') : undefined;
	}
	if (isObject(value)) return typeof value.name === 'string' ? value.name.trim() : undefined;
	return String(value).trim();
}

/** Records of other systems have ids of their own under the names that Docusign's have. */
const isMeant = (field: Field, value: JsonValue): boolean =>
	field !== 'userId' || (typeof value === 'string' && isGuid(value.trim()));

function valueOf(person: JsonObject, field: Field, { fieldNames }: RowSettings): JsonValue {
	const isGiven = (value: JsonValue) => value !== undefined && value !== null;
	const own = person[fieldNames[field] ?? field];
	if (isGiven(own) || fieldNames[field] !== undefined) return own;
	return (ALSO[field] ?? [])
		.map((name) => person[name])
		.find((value) => isGiven(value) && isMeant(field, value));
}

function readRow(person: JsonObject, index: number, settings: RowSettings): ImportRow {
	const { kind, accountId } = settings;
	const cells: ImportRow['cells'] = {};
	for (const field of FIELDS[kind]) {
		const value = valueOf(person, field, settings);
		// Docusign's file has accounts by their ID, and all else by its name.
		const isAccount = field === 'account' && isObject(value);
		const text = isAccount ? idText(value.id) : cellText(value);
		if (text === undefined) {
			throw invalidInput(
				`'${field}' cannot stand in a file`,
				'Give a text, or for groups a list of names without semicolons.',
			);
		}
		if (isFormula(text)) {
			throw invalidInput(
				`'${field}' begins like a formula: a spreadsheet would run it`,
				'Leave out the sign it begins with. The row was not sent to Docusign.',
			);
		}
		if (text !== '') cells[field] = text;
	}
	if (cells.account === undefined && accountId !== undefined) cells.account = accountId;
	const missing = NEEDED[kind].find((field) => cells[field] === undefined);
	if (missing !== undefined) {
		throw invalidInput(
			`'${missing}' is empty`,
			`Docusign's file needs it. Where it stands under another name, say so in 'Field Names'.`,
		);
	}
	const email = composed(cells.email ?? '');
	if (!isAddress(email)) {
		throw invalidInput(`'email' is not an e-mail address: ${seen(email)}`, 'Give one address.');
	}
	cells.email = email;
	return { index, cells };
}

/** The rows of people; whoever cannot be meant, or comes twice, is left out and told. */
export function readRows(people: readonly JsonObject[], settings: RowSettings): ReadRows {
	const rows: ImportRow[] = [];
	const problems = new Map<number, ApiFailure>();
	const seen = new Map<string, number>();
	for (const [index, person] of people.entries()) {
		try {
			const row = readRow(person, index, settings);
			const key = rowKey(row);
			const first = seen.get(key);
			if (first !== undefined) {
				problems.set(
					index,
					invalidInput(
						`${row.cells.email} comes twice for the account ${row.cells.account}: as item ${first} and as item ${index}`,
						'Give each person once for an account. The first one was taken, this one was not sent.',
					),
				);
				continue;
			}
			seen.set(key, index);
			rows.push(row);
		} catch (problem) {
			problems.set(index, problem as ApiFailure);
		}
	}
	return { rows, problems };
}

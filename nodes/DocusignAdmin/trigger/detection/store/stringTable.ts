import type { JsonValue } from '../../../../shared/http';
import { Numbered } from './numbered';
import type { Word } from './record';
import { BoundedMap } from './boundedMap';

/** What `previous` may show beyond ids is kept up to so many characters of names and of group ids. */
const MOST_NAMED = 100_000;
const MOST_GROUPED = 50_000;

export interface StoredStrings {
	words: string[];
	/**
	 * Combinations that occur in many records, as numbers of words with commas between them: status,
	 * sign-in policy and language of users; account, status and profile of memberships.
	 */
	users: string[];
	memberships: string[];
	names: Array<[key: string, name: string]>;
	/** The fingerprint of a set of groups, and their ids. */
	sets: Array<[fingerprint: string, ids: string[]]>;
}

export interface Named {
	id: string;
	name?: string;
}

/** Numbers below stand for "never shown" and "shown without a value". */
const FIRST = 2;

const isNumber = (id: string) => /^[1-9]\d{0,14}$/.test(id);

/**
 * The words of the state: statuses, account ids, profile ids and the like occur in many records and
 * are few, so a record holds their number. It also remembers the names of profiles and groups, and
 * which groups a fingerprint stands for, as far as that stays small.
 */
export class StringTable {
	private readonly words: Numbered;
	private readonly users: Numbered;
	private readonly memberships: Numbered;
	private readonly names: BoundedMap<string>;
	private readonly sets: BoundedMap<string[]>;

	/** @param numericIds profiles and groups are numbers in what Docusign sends: the published contract */
	constructor(
		stored?: StoredStrings,
		private readonly numericIds = false,
	) {
		this.words = new Numbered('word', stored?.words);
		this.users = new Numbered('phrase', stored?.users);
		this.memberships = new Numbered('phrase', stored?.memberships);
		this.names = new BoundedMap(stored?.names ?? [], MOST_NAMED);
		this.sets = new BoundedMap(stored?.sets ?? [], MOST_GROUPED);
	}

	numberOf(word: Word): number {
		if (word === undefined) return 0;
		if (word === null) return 1;
		return this.words.numberOf(word) + FIRST;
	}

	wordOf(number: number): Word {
		if (number === 0) return undefined;
		return number === 1 ? null : this.words.textOf(number - FIRST);
	}

	/** The number of a combination of numbers. */
	phraseOf(kind: 'users' | 'memberships', numbers: readonly number[]): number {
		return this[kind].numberOf(numbers.join(','));
	}

	numbersIn(kind: 'users' | 'memberships', phrase: number): number[] {
		return this[kind].textOf(phrase).split(',').map(Number);
	}

	noteProfile({ id, name }: Named): void {
		if (name !== undefined) this.noteName(`profile:${id}`, name);
	}

	noteGroups(fingerprint: number, groups: readonly Named[]): void {
		for (const { id, name } of groups) {
			if (name !== undefined) this.noteName(`group:${id}`, name);
		}
		if (this.sets.get(String(fingerprint))) return;
		this.sets.set(
			String(fingerprint),
			groups.map(({ id }) => id),
		);
	}

	profile(id: string | null): JsonValue {
		return id === null ? null : this.reference({ id, name: this.names.get(`profile:${id}`) });
	}

	/** The groups behind a fingerprint; undefined where they were not kept. */
	groups(fingerprint: number): JsonValue {
		const ids = this.sets.get(String(fingerprint));
		return ids?.map((id) => this.reference({ id, name: this.names.get(`group:${id}`) }));
	}

	store(): StoredStrings {
		return {
			words: this.words.store(),
			users: this.users.store(),
			memberships: this.memberships.store(),
			names: this.names.store(),
			sets: this.sets.store(),
		};
	}

	/** As Docusign spells it, so that earlier values can be compared with those of now. */
	private reference({ id, name }: Named): JsonValue {
		const spelled = this.numericIds && isNumber(id) ? Number(id) : id;
		return name === undefined ? { id: spelled } : { id: spelled, name };
	}

	private noteName(key: string, name: string): void {
		if (this.names.get(key) !== name) this.names.set(key, name);
	}
}

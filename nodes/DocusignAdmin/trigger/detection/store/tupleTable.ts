/**
 * Combinations of words that occur in many records: account, status and permission profile of a
 * membership, for example. A record holds the number of the combination, a byte or two for all of it.
 */
export class TupleTable {
	/** Numbers of words, with commas between them. */
	private readonly phrases: string[];
	private readonly numbers = new Map<string, number>();

	constructor(stored: readonly string[] = []) {
		this.phrases = [...stored];
		this.phrases.forEach((phrase, index) => this.numbers.set(phrase, index));
	}

	numberOf(words: readonly number[]): number {
		const phrase = words.join(',');
		const known = this.numbers.get(phrase);
		if (known !== undefined) return known;
		this.numbers.set(phrase, this.phrases.length);
		return this.phrases.push(phrase) - 1;
	}

	wordsOf(number: number): number[] {
		const phrase = this.phrases[number];
		if (phrase === undefined) throw new RangeError('A phrase of the state is missing.');
		return phrase.split(',').map(Number);
	}

	store(): string[] {
		return [...this.phrases];
	}
}

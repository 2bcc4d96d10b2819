/** Texts that occur in many records, each kept once: a record holds its number. */
export class Numbered {
	private readonly texts: string[];
	private readonly numbers = new Map<string, number>();

	/** @param what the texts are, for errors */
	constructor(
		private readonly what: string,
		stored: readonly string[] = [],
	) {
		this.texts = [...stored];
		this.texts.forEach((text, index) => this.numbers.set(text, index));
	}

	numberOf(text: string): number {
		const known = this.numbers.get(text);
		if (known !== undefined) return known;
		this.numbers.set(text, this.texts.length);
		return this.texts.push(text) - 1;
	}

	textOf(number: number): string {
		const text = this.texts[number];
		if (text === undefined) throw new RangeError(`A ${this.what} of the state is missing.`);
		return text;
	}

	store(): string[] {
		return [...this.texts];
	}
}

/**
 * Reads the comparisons of a filter back, straight from the grammar of RFC 7644 section 3.4.2.2
 * (figure 1) and of JSON's strings: as little as the tests need, and written without a look at how
 * filters are made.
 */
export interface ReadComparison {
	attribute: string;
	comparison: string;
	value: unknown;
}

const ATTRIBUTE = /^[A-Za-z][\w.$-]*/;
const COMPARISON = /^(eq|ne|co|sw|ew|gt|lt|ge|le)/;

class Reader {
	private rest: string;

	constructor(text: string) {
		this.rest = text;
	}

	get isDone(): boolean {
		return this.rest === '';
	}

	take(pattern: RegExp, what: string): string {
		const [found] = pattern.exec(this.rest) ?? [];
		if (found === undefined) throw new SyntaxError(`${what} expected at: ${this.rest}`);
		this.rest = this.rest.slice(found.length);
		return found;
	}

	comparison(): ReadComparison {
		const attribute = this.take(ATTRIBUTE, 'An attribute');
		this.take(/^ /, 'A blank');
		const comparison = this.take(COMPARISON, 'A comparison');
		this.take(/^ /, 'A blank');
		return { attribute, comparison, value: this.value() };
	}

	/** Character by character: the text ends at the first quote that no backslash stands before. */
	private value(): unknown {
		if (!this.rest.startsWith('"')) return JSON.parse(this.take(/^(true|false)/, 'A value'));
		let end = 1;
		while (end < this.rest.length && this.rest[end] !== '"') {
			if (this.rest.charCodeAt(end) < 0x20) throw new SyntaxError('A bare control character');
			end += this.rest[end] === '\\' ? 2 : 1;
		}
		const text = this.rest.slice(0, end + 1);
		this.rest = this.rest.slice(end + 1);
		return JSON.parse(text);
	}
}

/** Comparisons joined by `and`. */
export function readFilter(text: string): ReadComparison[] {
	const reader = new Reader(text);
	const read = [reader.comparison()];
	while (!reader.isDone) {
		reader.take(/^ and /, "'and'");
		read.push(reader.comparison());
	}
	return read;
}

/** A path like `members[value eq "…"]`. */
export function readElement(text: string): ReadComparison & { list: string } {
	const reader = new Reader(text);
	const list = reader.take(ATTRIBUTE, 'An attribute');
	reader.take(/^\[/, 'A bracket');
	const comparison = reader.comparison();
	reader.take(/^\]$/, 'A closing bracket');
	return { list, ...comparison };
}

import { refuseScim } from './error';

/** A parsed filter (RFC 7644 section 3.4.2.2). */
export type Filter =
	| { kind: 'and' | 'or'; left: Filter; right: Filter }
	| { kind: 'not'; inner: Filter }
	| { kind: 'has'; path: string; inner: Filter }
	| { kind: 'compare'; path: string; operator: Operator; value: unknown };

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le' | 'pr';

const operators = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le', 'pr']);
const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y;
const ATTRIBUTE = /^(urn:[\w.:-]+:)?[a-z$][\w$-]*(\.[a-z$][\w$-]*)?$/i;

export const invalidFilter = (detail: string) => refuseScim(400, detail, 'invalidFilter');

function tokenize(text: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.trimEnd().length) {
		const match = TOKEN.exec(text);
		if (!match) throw invalidFilter('The filter cannot be read.');
		tokens.push(match[1] ?? match[2] ?? match[3]);
	}
	return tokens;
}

function literal(token: string): unknown {
	try {
		return JSON.parse(token) as unknown;
	} catch {
		throw invalidFilter('A value in the filter is not valid JSON.');
	}
}

/** Recursive descent: `or` binds weakest, then `and`, then `not`. */
class Parser {
	private readonly tokens: string[];
	private position = 0;

	constructor(text: string) {
		this.tokens = tokenize(text);
	}

	parse(): Filter {
		const filter = this.either();
		if (this.position < this.tokens.length)
			throw invalidFilter('The filter goes on after its end.');
		return filter;
	}

	private either(): Filter {
		let left = this.both();
		while (this.take('or')) left = { kind: 'or', left, right: this.both() };
		return left;
	}

	private both(): Filter {
		let left = this.single();
		while (this.take('and')) left = { kind: 'and', left, right: this.single() };
		return left;
	}

	private single(): Filter {
		if (this.take('not')) return { kind: 'not', inner: this.group('(', ')') };
		return this.peek() === '(' ? this.group('(', ')') : this.expression();
	}

	private group(open: string, close: string): Filter {
		this.expect(open);
		const inner = this.either();
		this.expect(close);
		return inner;
	}

	private expression(): Filter {
		const path = this.next();
		if (!ATTRIBUTE.test(path)) throw invalidFilter(`"${path}" is not an attribute.`);
		if (this.peek() === '[') return { kind: 'has', path, inner: this.group('[', ']') };
		const operator = this.next().toLowerCase();
		if (!operators.has(operator)) throw invalidFilter(`"${operator}" is not an operator.`);
		const value = operator === 'pr' ? undefined : literal(this.next());
		return { kind: 'compare', path, operator: operator as Operator, value };
	}

	private peek(): string | undefined {
		return this.tokens[this.position];
	}

	private next(): string {
		const token = this.tokens[this.position++];
		if (token === undefined) throw invalidFilter('The filter ends too early.');
		return token;
	}

	private take(word: string): boolean {
		if (this.peek()?.toLowerCase() !== word) return false;
		this.position++;
		return true;
	}

	private expect(token: string): void {
		if (this.next() !== token) throw invalidFilter(`"${token}" is missing in the filter.`);
	}
}

export const parseFilter = (text: string): Filter => new Parser(text).parse();

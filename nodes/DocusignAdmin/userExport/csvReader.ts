import { createFailure } from '../api/errors/catalogue';
import type { BodyReader } from '../../shared/http';
import { plainText } from '../../shared/transport/answers/errorText';
import { CsvError, LINE_ENDS, parse } from './csv';

/** So many bytes are parsed at a time: a whole file would take several times its own room. */
const PIECE_BYTES = 256 * 1024;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;

export const unreadable = (reason: string) =>
	createFailure('DOCUSIGN_EXPORT_UNREADABLE', { reason });
const noCsv = (what: string) => unreadable(`it is no CSV: ${what}`);

/** The parser knows the lines of a piece only: how long they are is compared here. */
const AS_WRITTEN = {
	skip_empty_lines: true,
	relax_column_count: true,
	record_delimiter: LINE_ENDS,
};

/**
 * Reads a CSV file (RFC 4180, in UTF-8, with or without a byte order mark) as it arrives. It keeps no more of it than
 * the piece at hand, and hands over the cells of each line once.
 *
 * @throws ApiFailure `DOCUSIGN_EXPORT_UNREADABLE`, from `take` and `end`, where it is no CSV, is not in
 * UTF-8, or a line has not as many cells as the first one
 */
export function csvReader(onLine: (cells: string[]) => void): BodyReader<void> {
	const rest: Uint8Array[] = [];
	let isFirst = true;
	let isQuoted = false;
	let width: number | undefined;
	let linesBefore = 0;

	const line = (cells: string[], { lines }: { lines: number }) => {
		width ??= cells.length;
		if (cells.length !== width) {
			const where = `line ${linesBefore + lines}`;
			throw noCsv(`${where} has ${cells.length} cells, and the first one ${width}`);
		}
		onLine(cells);
		return null;
	};
	const read = (bytes: Buffer) => {
		try {
			parse(textOf(bytes), { ...AS_WRITTEN, bom: isFirst, on_record: line });
		} catch (error) {
			throw asFailure(error, linesBefore);
		}
		isFirst = false;
		for (const byte of bytes) if (byte === LINE_FEED) linesBefore++;
	};
	/** How many of the bytes are whole lines: a line break between quotation marks belongs to its cell. */
	const wholeLines = (bytes: Uint8Array): number => {
		let end = 0;
		for (let at = 0; at < bytes.length; at++) {
			if (bytes[at] === QUOTE) isQuoted = !isQuoted;
			else if (bytes[at] === LINE_FEED && !isQuoted) end = at + 1;
		}
		return end;
	};
	const piece = (bytes: Uint8Array) => {
		const end = wholeLines(bytes);
		if (end > 0) read(Buffer.concat([...rest.splice(0), bytes.subarray(0, end)]));
		if (end < bytes.length) rest.push(bytes.subarray(end));
	};
	return {
		take(bytes) {
			for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
				piece(bytes.subarray(at, at + PIECE_BYTES));
			}
		},
		end() {
			read(Buffer.concat(rest.splice(0)));
		},
	};
}

/** Without an error of its own, a name in another encoding would come out with other letters in it. */
function textOf(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw unreadable('it is not in UTF-8');
	}
}

/** The parser counts the lines of its piece, and quotes a cell however long it is. */
function asFailure(error: unknown, linesBefore: number): unknown {
	if (!(error instanceof CsvError)) return error;
	const where = (_: string, line: string) => `line ${Number(line) + linesBefore}`;
	return noCsv(plainText(error.message.replace(/\bline (\d+)/, where)) ?? error.code);
}

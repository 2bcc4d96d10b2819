import type { ErrorText } from '../transport/answers/errorText';
import { ApiFailure, type ApiFailureDetails } from './apiFailure';
import { fillMessage, type ErrorRow, type MessageFacts, type Vocabulary } from './messageTemplate';

/** What a failure carries beside its text. */
export type Extras = Omit<Partial<ApiFailureDetails>, 'code' | 'message' | 'description'>;

/** How the failures of an API are worded, beside their rows. */
interface Wording extends Vocabulary {
	/** Who is quoted after a remedy: `Docusign`, `The server`. */
	speaker: string;
}

/** What can go wrong with an API, from its rows: docs/errors.md is generated from the same. */
export function createCatalogue<Row extends ErrorRow, Facts extends MessageFacts = MessageFacts>(
	rows: readonly Row[],
	{ speaker, ...vocabulary }: Wording,
) {
	type Code = Row['code'];
	const byCode = new Map<string, ErrorRow>(rows.map((row) => [row.code, row]));
	const rowOf = (code: Code) => byCode.get(code) as ErrorRow;
	return {
		rowOf,
		/** Whether something is a failure of that kind. */
		is: (error: unknown, code: Code): error is ApiFailure =>
			error instanceof ApiFailure && error.code === code,
		/**
		 * A failure of the catalogue.
		 *
		 * @example create('DOCUSIGN_TOO_MANY_RESULTS', { count: 130_000, most: 120_000 })
		 */
		create(code: Code, facts?: Facts, extras: Extras = {}) {
			const { message, remedy, scheduler } = rowOf(code);
			const said = facts?.said ?? wordsOf(extras.docusign);
			const quoted = said && !message.includes('{said}') ? ` ${speaker} said: ${said}` : '';
			return new ApiFailure({
				scheduler,
				...extras,
				code,
				message: fillMessage(message, { ...facts, said }, vocabulary),
				description: `${remedy}${quoted}${effort(extras)}`,
			});
		},
	};
}

/** A server's text with its code, or undefined where it gave neither. */
export function wordsOf({ error, message }: ErrorText = {}): string | undefined {
	if (error && message) return `${message} (${error})`;
	return (message ?? error) || undefined;
}

function effort({ attempts = 0, waitedMs = 0 }: Extras): string {
	if (attempts < 2) return '';
	return ` Tried ${attempts} times within ${Math.ceil(waitedMs / 1_000)} s of waiting.`;
}

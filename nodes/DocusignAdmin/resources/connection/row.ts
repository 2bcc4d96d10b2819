import type { JsonObject } from '../../../shared/http';

export type CheckStatus = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one check found. `check` is stable, for workflows that branch on it. */
export interface CheckRow {
	check: string;
	status: CheckStatus;
	/** What was found, in a sentence. */
	message: string;
	/** What to do about it. */
	remedy?: string;
	details?: JsonObject;
}

type Rest = Pick<CheckRow, 'remedy' | 'details'>;

const row =
	(status: CheckStatus) =>
	(check: string, message: string, rest: Rest = {}): CheckRow => ({
		check,
		status,
		message,
		...rest,
	});

export const ok = row('ok');
export const warning = row('warning');
export const failed = row('failed');
export const skipped = row('skipped');

/** Names in a row, no more of them than one reads: "a, b and 3 more". */
export function some(names: readonly string[], most = 5): string {
	const shown = names.slice(0, most).join(', ');
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

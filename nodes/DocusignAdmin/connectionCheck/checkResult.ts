import type { JsonObject } from '../../shared/http';
import { defined } from '../../shared/json';

/** What there is to say of a matter. */
export interface Said {
	/** What was found, in a sentence. */
	message: string;
	/** What to do about it. */
	remedy?: string;
	details?: JsonObject;
}

/** What one check found. */
export interface CheckResult extends Said {
	status: 'ok' | 'warning' | 'failed' | 'skipped';
}

/** The same in the output. `check` is stable, for workflows that branch on it. */
export interface CheckRow extends CheckResult {
	check: string;
}

/** A row with all its columns: n8n's table says "undefined" where one is missing. */
export const wholeRow = ({ check, status, message, remedy, details }: CheckRow): JsonObject => ({
	check,
	status,
	message,
	remedy: remedy ?? '',
	details: defined({ ...details }),
});

const result =
	(status: CheckResult['status']) =>
	(said: string | Said, rest: Omit<Said, 'message'> = {}): CheckResult => ({
		status,
		...(typeof said === 'string' ? { message: said } : said),
		...rest,
	});

export const ok = result('ok');
export const warning = result('warning');
export const failed = result('failed');
export const skipped = result('skipped');

import type { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { VERBS } from '../api/contract/verbs';
import { createFailure } from '../api/errors/catalogue';
import { matchCode } from '../api/errors/docusignCodes';
import { IMPORT_KINDS, type ImportKind } from './columns';
import type { RowResult } from './results';
import type { ImportRow } from './rows';

/** What became of a row: a record, or why it failed. */
export type RowOutcome = JsonObject | ApiFailure;

/**
 * The record of a row that was taken, or the failure of one that was not, with our code for Docusign's word. One
 * of which nothing is told is a failure that leaves open whether it was.
 */
export function outcomeOf(
	row: ImportRow,
	result: RowResult,
	{ kind, importId }: { kind: ImportKind; importId: string },
): RowOutcome {
	const { email, account } = row.cells;
	if (result.kind === 'done') {
		const { warnings } = result;
		return {
			email,
			account_id: account,
			import_id: importId,
			result: result.result,
			...(warnings.length > 0 && { warnings }),
		};
	}
	const operation = VERBS[IMPORT_KINDS[kind]];
	if (result.kind === 'unknown') {
		const reason = `the results of the import ${importId}, which is left at Docusign, do not tell what became of ${email}`;
		return createFailure(
			'DOCUSIGN_UNKNOWN_OUTCOME',
			{ operation, reason, email, user: email, account },
			{ status: 200, unknownOutcome: true },
		);
	}
	const { error } = result;
	const code = matchCode({ error, message: error }) ?? 'DOCUSIGN_ITEMS_FAILED';
	const facts = { operation, said: `${email}: ${error}`, email, user: email, account };
	return createFailure(code, facts, { status: 200, docusign: { error, message: error } });
}

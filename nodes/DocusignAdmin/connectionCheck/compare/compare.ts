import type { JsonObject } from '../../../shared/http';
import { publishedOperation } from '../../api/published/facts';
import { recordsAt, recordsPath } from '../../api/published/lists';
import { ok, skipped, warning, type CheckResult, type CheckRow } from '../checkResult';
import { ASSUMPTIONS, type Assumption } from './assumptions';
import { compareAnswer, differenceTold } from './differences';
import type { Sample } from './sampleReader';
import type { Samples } from './samples';

const REMEDY =
	"Post the report as an issue of this package: it holds names and types of fields, and nobody's data.";

/** An answer beside its schema. */
function answerResult({ api, answer, reason }: Sample): CheckResult {
	if (!answer) return skipped(`Unknown: ${reason ?? 'it was not asked for'}.`);
	const operation = publishedOperation(api)!;
	const { differences, notSeen } = compareAnswer(answer.body, operation.responseSchema!);
	const path = recordsPath(operation);
	const list = path && recordsAt(answer.body, path);
	const details: JsonObject = {
		...(list && { records: list.length }),
		differences: differences.map((each) => ({ ...each })),
		not_seen: notSeen,
	};
	if (differences.length > 0) {
		const told = differences.map(differenceTold).join('; ');
		return warning(`It differs from the description: ${told}.`, { remedy: REMEDY, details });
	}
	if (list?.length === 0) return skipped('Unknown: there is no record to compare.', { details });
	return ok('Every field is as described.', { details });
}

function assumptionResult({ assumes, judge }: Assumption, samples: Samples): CheckResult {
	const verdict = judge(samples);
	switch (verdict.kind) {
		case 'holds':
			return ok(assumes);
		case 'unknown':
			return skipped(`Unknown, since no answer showed it: ${assumes}`);
		case 'differs':
			return warning(`${assumes} It is otherwise: ${verdict.seen.join('; ')}.`, {
				remedy: REMEDY,
				details: { seen: verdict.seen },
			});
	}
}

const isKnownHost = /^https:\/\/api(-d)?\.docusign\.net\//;

/** Which of Docusign's environments; another host may be somebody's own and is not named. */
const environmentOf = (baseUrl: string): string => {
	const known = isKnownHost.exec(baseUrl);
	if (!known) return 'another host';
	return known[1] ? 'developer environment' : 'production';
};

/** Ready to be pasted into an issue. */
function reportText(rows: readonly CheckRow[], { baseUrl }: Samples): string {
	const named: Record<string, string> = {
		ok: 'as described',
		warning: 'DIFFERS',
		skipped: 'unknown',
	};
	const lines = rows.map(
		({ check, status, message }) => `- \`${check}\` (${named[status]}): ${message}`,
	);
	return [
		'### Docusign beside its published Admin API (v2.1-1.4.3)',
		'',
		`Read in: ${environmentOf(baseUrl)}. Names and types only, no values of records.`,
		'',
		...lines,
	].join('\n');
}

/** The rows of the comparison, and the report of them. */
export function comparisonOf(samples: Samples): Array<CheckRow & { text?: string }> {
	const rows: CheckRow[] = [
		...samples.reads.map((sample) => ({ check: sample.name, ...answerResult(sample) })),
		...ASSUMPTIONS.map((assumption) => ({
			check: `assumption.${assumption.id}`,
			...assumptionResult(assumption, samples),
		})),
	];
	const count = (status: CheckRow['status']) => rows.filter((row) => row.status === status).length;
	const counts = {
		as_described: count('ok'),
		different: count('warning'),
		unknown: count('skipped'),
	};
	const message = `${counts.as_described} as described, ${counts.different} different, ${counts.unknown} unknown.`;
	const make = counts.different > 0 ? warning : ok;
	const summary = make(message, {
		remedy: counts.different > 0 ? REMEDY : undefined,
		details: counts,
	});
	return [...rows, { check: 'report', ...summary, text: reportText(rows, samples) }];
}

import { recordsFrom } from '../../descriptions/rosterFields';
import { rosterOperation } from '../../helpers/roster/rosterOperation';
import { verifyAudit } from '../../roster/applying/audit';

export const verify = rosterOperation({
	name: 'Verify',
	value: 'verify',
	action: 'Verify roster records',
	description:
		'Tell whether the records of applied plans are as they were written, or whether one was altered, cut or reordered. Asks Docusign nothing.',
	calls: [],
	fields: recordsFrom(
		'Records',
		'records',
		'recordsFrom',
		'[{"record_hash": "…", "previous_hash": "…"}]',
	),
	source: { from: 'recordsFrom', name: 'records', label: 'Records' },
	async *run(_item, records) {
		const problems = await Promise.resolve(verifyAudit(records));
		yield {
			valid: problems.length === 0,
			records: records.length,
			problems: problems.map((problem) => ({ ...problem })),
			last_hash: records.at(-1)?.record_hash,
		};
	},
});

import { importState } from '../../../../nodes/DocusignAdmin/userImport/importState';
import { readResult, resultsOf } from '../../../../nodes/DocusignAdmin/userImport/results';
import type { ImportRow } from '../../../../nodes/DocusignAdmin/userImport/rows';
import { importTypes } from '../../../../sandbox/state/importErrors';

const rows: ImportRow[] = ['a', 'b', 'c'].map((name, index) => ({
	index,
	cells: { email: `${name}@example.com`, account: 'acc' },
}));
const head = 'AccountID,UserEmail,ProcessingResults\n';
const unsure = { error_count: 0, user_count: 9, processed_user_count: 9 };

const kinds = (text: string | undefined, job = {}) =>
	resultsOf(rows, text, job, 'add').map((each) =>
		each.kind === 'failed' ? `failed ${each.error}` : each.kind,
	);

describe('a word of the results', () => {
	it('is a success only where it is known to be one', () => {
		const done = importTypes.filter((type) => readResult(type, 'add').kind === 'done');
		expect(done).toEqual([
			'no_action_taken_user_exists',
			'user_added',
			'user_updated',
			'username_language_changes_ignored_warning',
			'invalid_country_warning',
			'membership_closed_or_disabled_warning',
			'no_action_taken',
		]);
		const closing = importTypes.filter((type) => readResult(type, 'close').kind === 'done');
		expect(closing).toEqual(
			[...done, 'membership_closed'].sort(
				(a, b) => importTypes.indexOf(a as never) - importTypes.indexOf(b as never),
			),
		);
		expect(readResult('something new', 'add')).toEqual({ kind: 'failed', error: 'something new' });
		expect(readResult('  ', 'add')).toEqual({ kind: 'unknown' });
	});

	it('may stand beside others', () => {
		expect(readResult('user_added; invalid_country_warning', 'add')).toEqual({
			kind: 'done',
			result: 'user_added',
			warnings: ['invalid_country_warning'],
		});
		expect(readResult('user_updated, invalid_group', 'add')).toMatchObject({
			error: 'invalid_group',
		});
	});
});

describe('the results of a file', () => {
	it('belong to the rows that they name, in whatever order', () => {
		const text = `${head}ACC,C@example.com,invalid_group\nacc,a@example.com,user_added\nacc,b@example.com,no_action_taken`;
		expect(kinds(`\uFEFF${text}`)).toEqual(['done', 'done', 'failed invalid_group']);
	});

	it('are unknown for a row that is not in them', () => {
		const text = `${head}acc,a@example.com,user_added\nother,b@example.com,user_added`;
		expect(kinds(text, unsure)).toEqual(['done', 'unknown', 'unknown']);
	});

	it.each(['\n', '\r\n', '\r'])(
		'are read with lines that end in %j behind a head that ends in another',
		(end) => {
			const lines = ['a', 'b', 'c'].map((name) => `acc,${name}@example.com,user_added${end}`);
			for (const first of ['\r\n', '\n']) {
				expect(kinds(head.replace('\n', first) + lines.join(''))).toEqual(['done', 'done', 'done']);
			}
		},
	);

	it('are those of all lines that name the row', () => {
		const lines = ['user_added', 'invalid_group', 'invalid_country_warning'];
		const text = head + lines.map((word) => `acc,a@example.com,${word}`).join('\n');
		expect(kinds(text, unsure)[0]).toBe('failed invalid_group');
		expect(kinds(text.replace('invalid_group', 'user_updated'), unsure)[0]).toBe('done');
	});

	it.each([
		{ imports_failed_for_accounts: 'acc' },
		{ imports_timed_out_for_sites: '2' },
		{ status: 'failed' },
		{ status: 'cancelled' },
	])('are unknown for those left out where something else is told: %j', (told) => {
		const job = { error_count: 0, user_count: 3, processed_user_count: 3 };
		const none = { imports_failed_for_accounts: '', imports_timed_out_for_sites: null };
		expect(kinds(undefined, { ...job, ...none })).toEqual(['done', 'done', 'done']);
		expect(kinds(undefined, { ...job, ...told })).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it.each([undefined, 'no,file\nof,results', '"broken', ''])('are unknown in %j', (text) => {
		expect(kinds(text, unsure)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('are good for those left out where the counts leave no other way', () => {
		const text = `${head}acc,b@example.com,invalid_group`;
		const job = { error_count: 1, user_count: 3, processed_user_count: 3 };
		expect(kinds(text, job)).toEqual(['done', 'failed invalid_group', 'done']);
		expect(kinds(text, { ...job, error_count: 2 })).toEqual([
			'unknown',
			'failed invalid_group',
			'unknown',
		]);
		expect(kinds(text, { ...job, processed_user_count: 2 })).toContain('unknown');
		expect(kinds(undefined, { ...job, error_count: 0 })).toEqual(['done', 'done', 'done']);
	});
});

it.each([
	[{ status: 'queued' }, { kind: 'running', stage: 'queued' }],
	[
		{ status: 'In_Process', processed_user_count: 5 },
		{ kind: 'running', stage: 'in_process', processed: 5 },
	],
	[{}, { kind: 'running', stage: 'unknown' }],
	[{ status: 'completed', error_count: 3 }, { kind: 'done' }],
	[{ status: 'failed' }, { kind: 'failed', reason: 'the import failed' }],
	[{ status: 'Cancelled' }, { kind: 'failed', reason: 'the import is cancelled' }],
	[{ status: 'failed', processed_user_count: 4 }, { kind: 'done' }],
	[{ status: 'canceled', processed_user_count: 4 }, { kind: 'done' }],
	[
		{
			status: 'completed',
			processed_user_count: 0,
			file_level_error_rollups: [{ error_type: 'column_headers_missing', count: 1 }],
		},
		{ kind: 'failed', reason: 'column_headers_missing' },
	],
])('an import that is %j stands so', (job, state) => {
	expect(importState(job)).toEqual(state);
});

import { parse } from 'csv-parse/sync';

import type { JsonObject } from '../../../../nodes/shared/http';
import { csvSink, exportCsv } from '../../../../nodes/DocusignAdmin/userExport/exportCsv';

function partOf(columns: string[], records: JsonObject[]) {
	const sink = csvSink();
	sink.columns?.(columns);
	for (const record of records) sink.row(record);
	return sink.end();
}

const rowsOf = (text: readonly string[]) =>
	parse<Record<string, string>>(text.join(''), { columns: true });

describe('the file of an export', () => {
	it('has the columns of all sites, and each cell in its own', () => {
		const first = partOf(
			['email', 'groups'],
			[{ email: 'a@example.com', groups: [{ name: 'x' }] }],
		);
		const second = partOf(
			['Note', 'email'],
			[{ email: 'b@example.com', Note: 'of "two"\r\nlines, =1' }],
		);
		expect(rowsOf(exportCsv([first, second]))).toEqual([
			{ email: 'a@example.com', groups: 'x', Note: '' },
			{ email: 'b@example.com', groups: '', Note: 'of "two"\r\nlines, =1' },
		]);
	});

	it('is whole where it is longer than a piece', () => {
		const records = Array.from({ length: 2_000 }, (_, n) => ({ email: `user${n}@example.com` }));
		const part = partOf(['email'], records);
		expect(part.lines.length).toBeGreaterThan(1);
		expect(part.rows).toBe(records.length);
		expect(rowsOf(exportCsv([part]))).toEqual(records);
		expect(rowsOf(exportCsv([part, partOf(['id'], [])]))).toEqual(
			records.map(({ email }) => ({ email, id: '' })),
		);
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PUBLISHED_BURST } from '../../nodes/shared/transport/limits/limiter';
import { table } from '../../scripts/docs/table';
import { use } from '../nodes/shared/transport/support/manyWorkers';
import {
	fixedWindow,
	slidingWindow,
	tokenBucket,
	type HeaderStyle,
	type Rule,
} from '../nodes/shared/transport/support/simulation';

/** The simulated figures in docs/scale.md. They are written here, with `npm run docs:scale`. */

const file = join(__dirname, '..', '..', 'docs', 'scale.md');

const PUBLISHED = { perSecond: 500 / 30, burst: PUBLISHED_BURST.production };
const TWENTY = { perSecond: 20, burst: undefined };
const NAMES = { none: 'none', burstOnly: '`X-BurstLimit-*`' };

type Row = [string, () => Rule, keyof typeof NAMES & HeaderStyle, typeof PUBLISHED | typeof TWENTY];

const ROWS: Row[] = [
	['500 in each 30 s', () => fixedWindow(500, 30_000), 'none', PUBLISHED],
	['500 within any 30 s', () => slidingWindow(500, 30_000), 'none', PUBLISHED],
	['500 within any 30 s', () => slidingWindow(500, 30_000), 'burstOnly', PUBLISHED],
	['20 in each second', () => fixedWindow(20, 1_000), 'none', TWENTY],
	['20 in each second', () => fixedWindow(20, 1_000), 'burstOnly', TWENTY],
	['20 a second, from a bucket', () => tokenBucket(20, 20), 'none', TWENTY],
	['20 a second, from a bucket', () => tokenBucket(20, 20), 'burstOnly', TWENTY],
];
const WORKERS = [1, 2, 4, 16];

const COUNT = 3_000;

async function simulated(): Promise<string> {
	const rows: string[][] = [];
	for (const [limit, rule, headers, pace] of ROWS) {
		const cells: string[] = [];
		for (const workers of WORKERS) {
			const { used, refused } = await use({
				workers,
				rule: rule(),
				headers,
				count: COUNT,
				...pace,
			});
			cells.push(`${used.toFixed(2)}, ${refused}`);
		}
		rows.push([limit, NAMES[headers], ...cells]);
	}
	const heads = WORKERS.map((workers) => (workers === 1 ? '1 worker' : `${workers} workers`));
	return table([['Limit', 'Headers', ...heads], ...rows]);
}

it('the figures of several workers are those of the limiter as it is', async () => {
	const made = await simulated();
	const TABLE = /^\| Limit +\| Headers[^]*?(?=\n\n)/m;
	if (process.env.WRITE_SCALE) {
		writeFileSync(
			file,
			readFileSync(file, 'utf8').replace(TABLE, () => made),
		);
	}
	expect(TABLE.exec(readFileSync(file, 'utf8'))?.[0]).toBe(made);
});

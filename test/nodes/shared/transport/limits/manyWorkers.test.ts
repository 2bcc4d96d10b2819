import { PUBLISHED_BURST } from '../../../../../nodes/shared/transport/limits/limiter';
import { use } from '../support/manyWorkers';
import {
	fixedWindow,
	slidingWindow,
	tokenBucket,
	type HeaderStyle,
	type Rule,
} from '../support/simulation';

describe('workers that share 500 requests in 30 seconds', () => {
	const rules: Array<[string, () => Rule]> = [
		['in each', () => fixedWindow(500, 30_000)],
		['within any', () => slidingWindow(500, 30_000)],
	];
	const styles: Array<[HeaderStyle, number[]]> = [
		['none', [0.02, 0.034]],
		['burstOnly', [0.015, 0.056]],
	];
	const cases = rules.flatMap(([name, rule]) =>
		styles.flatMap(([headers, refusals]) =>
			[2, 4].map((workers, index) => ({ name, rule, headers, workers, most: refusals[index] })),
		),
	);

	it.each(cases)(
		'$workers of them, counted $name 30 s, headers: $headers',
		async ({ rule, headers, workers, most }) => {
			const burst = PUBLISHED_BURST.production;
			const count = 3_000;
			const perSecond = 500 / 30;
			const { used, refused } = await use({
				workers,
				rule: rule(),
				headers,
				count,
				burst,
				perSecond,
			});
			expect(used).toBeGreaterThanOrEqual(0.945);
			expect(refused / count).toBeLessThanOrEqual(most);
		},
	);
});

describe('workers that share 20 requests in each second', () => {
	it.each([
		[2, 0.85, 0.01],
		[4, 0.84, 0.025],
	])(
		'%i of them use it to the last request, as they see it come back',
		async (workers, least, most) => {
			const rule = fixedWindow(20, 1_000);
			const count = 3_000;
			const { used, refused } = await use({
				workers,
				rule,
				headers: 'burstOnly',
				count,
				perSecond: 20,
			});
			expect(used).toBeGreaterThanOrEqual(least);
			expect(refused / count).toBeLessThanOrEqual(most);
		},
	);
});

describe('workers that share 20 requests a second', () => {
	it.each([
		[1, 0.95, 0.005],
		[2, 0.84, 0.01],
		[4, 0.9, 0.025],
		[8, 0.85, 0.07],
		[16, 0.85, 0.11],
	])(
		'%i of them settle below it by themselves, whatever its headers say',
		async (workers, least, most) => {
			for (const headers of ['none', 'burstOnly'] as const) {
				const rule = tokenBucket(20, 20);
				const count = 3_000;
				const { used, refused } = await use({ workers, rule, headers, count, perSecond: 20 });
				expect(used).toBeGreaterThanOrEqual(least);
				expect(refused / count).toBeLessThanOrEqual(most);
			}
		},
	);
});

import { exportState, waitForExport } from '../../../../nodes/DocusignAdmin/userExport/exportJob';
import { resultAddress } from '../../../../nodes/DocusignAdmin/api/resultAddress';
import type { JsonObject } from '../../../../nodes/shared/http';

const file = (site: number, rows: number) => ({
	site_id: site,
	url: `https://example.com/${site}`,
	number_rows: rows,
});

describe('how an export stands', () => {
	it('is done with every file of it, one for each site', () => {
		const job = { status: 'completed', number_rows: 5, results: [file(1, 3), file(2, 2)] };
		expect(exportState(job)).toMatchObject({
			kind: 'done',
			results: [
				{ site: 1, rows: 3 },
				{ site: 2, rows: 2 },
			],
		});
	});

	it('a stage that is not known is no end', () => {
		for (const status of ['queued', 'in_process', 'waiting', undefined]) {
			expect(exportState({ status }).kind).toBe('running');
		}
	});

	it('has each file once, however often it is named', () => {
		const results = [file(1, 3), file(2, 2), { ...file(1, 3), site_id: 3 }];
		const job = { status: 'completed', number_rows: 5, results };
		const state = exportState(job) as Extract<ReturnType<typeof exportState>, { kind: 'done' }>;
		expect(state.results.map(({ url }) => url)).toEqual([file(1, 3).url, file(2, 2).url]);
	});

	it('may have no file where it is told to have no rows', () => {
		const job = { status: 'completed', number_rows: 0, results: [] };
		expect(exportState(job)).toEqual({ kind: 'done', results: [] });
	});

	it.each<[string, JsonObject, string]>([
		['that failed', { status: 'failed' }, 'failed'],
		['that was cancelled', { status: 'Cancelled' }, 'the export is cancelled'],
		['that expired', { status: 'expired', results: [file(1, 3)] }, 'the export is expired'],
		['with an empty list of files', { status: 'completed', results: [] }, 'no files'],
		[
			'that says so beside its status',
			{ status: 'completed', success: false, results: [] },
			'failed',
		],
		[
			'of which one site failed',
			{
				status: 'completed',
				results: [
					file(1, 3),
					{ site_id: 2, error_details: { error: 'x', error_description: 'Down' } },
				],
			},
			'site 2: Down',
		],
		[
			'with a site without a file',
			{ status: 'completed', results: [file(1, 3), { site_id: 2 }] },
			'site 2',
		],
		['without a list of files', { status: 'completed' }, 'no files'],
		[
			'whose files hold less than it says',
			{ status: 'completed', number_rows: 9, results: [file(1, 3)] },
			'9 rows',
		],
	])('one %s is an error, and no shorter list', (_, job, message) => {
		expect(() => exportState(job)).toThrow(message);
	});
});

describe('the wait for an export', () => {
	const world = (looks: JsonObject[]) => {
		const log: string[] = [];
		const pauses: number[] = [];
		return {
			log,
			pauses,
			look: async () => await Promise.resolve(looks.shift() ?? { status: 'in_process' }),
			sleep: async (ms: number) => {
				pauses.push(ms);
				await Promise.resolve();
			},
			progress: (text: string) => void log.push(text),
			checkCancelled: () => {},
		};
	};

	it('asks less often the longer it takes, and says how far it is', async () => {
		const done = { status: 'completed', results: [file(1, 1)] };
		const around = world([{ status: 'in_process', percent_completed: 40 }, done]);
		const results = await waitForExport({ status: 'queued' }, around, 600_000);
		expect(results).toHaveLength(1);
		expect(around.pauses).toEqual([5_000, 7_500]);
		expect(around.log).toEqual(['The export is queued', 'The export is in_process, 40 %']);
	});

	it('ends at the time it was given, with no look more than that takes', async () => {
		const around = world([]);
		const wait = waitForExport({ status: 'queued' }, around, 3_600_000);
		await expect(wait).rejects.toMatchObject({ code: 'DOCUSIGN_JOB_UNFINISHED' });
		expect(around.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(3_600_000);
		expect(around.pauses.length).toBeLessThan(70);
	});

	it('ends when the execution is cancelled', async () => {
		const around = world([]);
		const cancelled = () => {
			throw new Error('cancelled');
		};
		const wait = waitForExport(
			{ status: 'queued' },
			{ ...around, checkCancelled: cancelled },
			60_000,
		);
		await expect(wait).rejects.toThrow('cancelled');
		expect(around.pauses).toHaveLength(1);
	});
});

describe('the address of a result', () => {
	const production = 'https://api.docusign.net/Management';
	const local = 'http://127.0.0.1:8080/Management';

	it.each([
		[
			'https://demo.docusign.net/restapi/v2/x?y=1',
			production,
			'https://demo.docusign.net',
			'/restapi/v2/x?y=1',
		],
		['https://api.docusign.net/x', production, 'https://api.docusign.net', '/x'],
		['http://127.0.0.1:8080/restapi/x', local, 'http://127.0.0.1:8080', '/restapi/x'],
		['/restapi/x', production, 'https://api.docusign.net', '/restapi/x'],
	])('%s is followed', (link, base, origin, path) => {
		expect(resultAddress(link, base)).toEqual({ origin, path });
	});

	it.each([
		['https://docusign.net.example.com/x', production],
		['https://evildocusign.net/x', production],
		['http://demo.docusign.net/x', production],
		['https://demo.docusign.net:8443/x', production],
		['https://user:secret@demo.docusign.net/x', production],
		['https://demo.docusign.net\\@example.com/x', production],
		['//example.com/x', production],
		['javascript:alert(1)', production],
		['https://demo.docusign.net/x', local],
		['http://127.0.0.1:8081/x', local],
		['', production],
		[undefined, production],
	])('%s gets no token', (link, base) => {
		expect(() => resultAddress(link, base)).toThrow(
			expect.objectContaining({ code: 'DOCUSIGN_RESULT_ELSEWHERE' }) as Error,
		);
	});
});

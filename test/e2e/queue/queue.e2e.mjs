import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { shutdown, shutdownOnSignal } from '../../../scripts/lib/shutdown.mjs';
import { queueTable, timelineTable } from '../../../scripts/queue/report.mjs';
import { runQueue } from '../../../scripts/queue/run.mjs';

shutdownOnSignal();

/** `QUEUE_EXECUTIONS=20` makes it a small one. */
const EXECUTIONS = Number(process.env.QUEUE_EXECUTIONS || 200);
/** Or `create`, which refuses a batch's users who are there already. */
const OPERATION = process.env.QUEUE_OPERATION || 'upsert';
const SIZE = 25;
const RATE = 20;

describe('n8n in queue mode, with a worker killed and Redis restarted', () => {
	after(shutdown);

	it(`has each of ${EXECUTIONS * SIZE} users once, after what n8n gave up was handed in again`, async () => {
		const say = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);
		const run = await runQueue({
			executions: EXECUTIONS,
			size: SIZE,
			rate: RATE,
			operation: OPERATION,
			say,
		});
		const { figures, outcome, missedAtFirst } = run;
		say(`\n${queueTable(run)}\n\n${timelineTable(figures)}\n`);
		say(`\n${JSON.stringify(figures.operations)}\n`);

		assert.equal(figures.doubled, 0, 'doubled');
		assert.equal(figures.missing, 0, 'missing');
		assert.deepEqual(outcome.lost, [], 'batches that no execution has ended');
		assert.deepEqual(outcome.complaints, [], 'what items said that failed');
		// Whoever was under way in the killed worker.
		assert.ok(outcome.givenUp <= 10, `n8n gave up ${outcome.givenUp}`);
		assert.ok(missedAtFirst <= outcome.givenUp * SIZE, `${missedAtFirst} missing at first`);
		assert.ok(
			figures.limitAnswers <= figures.requests / 10,
			`${figures.limitAnswers} limit answers`,
		);
	});
});

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { shutdown, shutdownOnSignal } from '../../../scripts/lib/shutdown.mjs';
import { queueTable } from '../../../scripts/queue/report.mjs';
import { runQueue } from '../../../scripts/queue/run.mjs';

shutdownOnSignal();

/** `QUEUE_EXECUTIONS=20` makes it a small one. */
const EXECUTIONS = Number(process.env.QUEUE_EXECUTIONS || 200);
/** Or `upsert`, which reads before it writes: several requests for a user. */
const OPERATION = process.env.QUEUE_OPERATION || 'create';
const SIZE = 25;
const RATE = 20;

describe('n8n in queue mode, with a worker killed and Redis restarted', () => {
	after(shutdown);

	it(`has each of ${EXECUTIONS * SIZE} users once, after what n8n gave up was run again`, async () => {
		const say = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);
		const run = await runQueue({
			executions: EXECUTIONS,
			size: SIZE,
			rate: RATE,
			operation: OPERATION,
			say,
		});
		say(`\n${queueTable(run)}\n`);
		const { first, last, givenUp, stillLost } = run;

		assert.equal(first.doubled, 0, 'doubled before the re-run');
		// Whoever was under way in the killed worker; nothing else may be missing.
		assert.ok(first.missing <= givenUp.length * SIZE, `${first.missing} missing`);
		assert.ok(givenUp.length <= 10, `n8n gave up ${givenUp.length}`);
		assert.deepEqual(stillLost, [], 'batches that no execution has ended');
		assert.equal(last.doubled, 0, 'doubled');
		assert.equal(last.missing, 0, 'missing');
		assert.ok(last.limitAnswers <= last.requests / 10, `${last.limitAnswers} limit answers`);
	});
});

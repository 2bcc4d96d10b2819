import { queueTable } from '../queue/report.mjs';
import { runQueue } from '../queue/run.mjs';

const SMALL = { executions: 20, size: 25, rate: 20 };

/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);

/**
 * Shows n8n in queue mode: many workers, one integration key, and what becomes of a worker's death.
 * Everything keeps running.
 * @param {import('./run.mjs').DemoOptions} options
 */
export async function runQueueDemo({ stage, ...options }) {
	stage();
	const run = await runQueue({ ...SMALL, ...options, say });
	const { figures, outcome, cluster, owner } = run;
	say(`\n${queueTable(run)}`);
	const succeeded = figures.missing === 0 && figures.doubled === 0 && outcome.lost.length === 0;
	const text = `The editor is open at ${cluster.main.url}
  e-mail    ${owner.email}
  password  ${owner.password}

Ctrl-C stops everything and removes what this run has stored.`;
	return { succeeded, text };
}

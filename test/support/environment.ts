/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';
import { join } from 'node:path';

// Every execution context of the engine opens n8n's settings file: give each worker one of its own.
const { DOCUSIGN_TEST_SETTINGS = '', JEST_WORKER_ID = '0' } = process.env;
process.env.N8N_USER_FOLDER = join(DOCUSIGN_TEST_SETTINGS, JEST_WORKER_ID);
process.env.N8N_ENCRYPTION_KEY = 'for-tests-only';
// What nodes log is looked at where a test is about it, and would fill the screen elsewhere.
process.env.N8N_LOG_LEVEL ??= 'silent';

/**
 * Signals belong to the process and not to a test file: time limits that one file left replaced would meet all
 * that come after it, which then wait for ever.
 */
const ITS_OWN = Symbol.for('the time limit of the process');
const signals = AbortSignal as typeof AbortSignal & {
	[ITS_OWN]?: typeof AbortSignal.timeout;
};
signals[ITS_OWN] ??= signals.timeout;
if (signals.timeout !== signals[ITS_OWN]) {
	signals.timeout = signals[ITS_OWN];
	throw new Error('A test file that ran before this one left AbortSignal.timeout replaced');
}

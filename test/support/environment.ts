/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';
import { join } from 'node:path';

// Every execution context of the engine opens n8n's settings file: give each worker one of its own.
const { DOCUSIGN_TEST_SETTINGS = '', JEST_WORKER_ID = '0' } = process.env;
process.env.N8N_USER_FOLDER = join(DOCUSIGN_TEST_SETTINGS, JEST_WORKER_ID);
process.env.N8N_ENCRYPTION_KEY = 'for-tests-only';
// What nodes log is looked at where a test is about it, and would fill the screen elsewhere.
process.env.N8N_LOG_LEVEL ??= 'silent';

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Every execution context of the engine opens n8n's settings file: give each worker one of its own.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'docusign-admin-test-'));
process.env.N8N_ENCRYPTION_KEY = 'for-tests-only';

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderOperations } from './renderOperations';

const page = join(__dirname, '..', '..', 'docs', 'operations.md');
writeFileSync(page, renderOperations(readFileSync(page, 'utf8')));

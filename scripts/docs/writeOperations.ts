/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderOperations } from './renderOperations';

const readme = join(__dirname, '..', '..', 'README.md');
writeFileSync(readme, renderOperations(readFileSync(readme, 'utf8')));

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import '../../test/support/environment';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReliability } from './renderReliability';

writeFileSync(join(__dirname, '..', '..', 'docs', 'reliability.md'), renderReliability());

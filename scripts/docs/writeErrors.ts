/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_SECTIONS } from './errorSections';
import { renderErrors } from './renderErrors';

writeFileSync(join(__dirname, '..', '..', 'docs', 'errors.md'), renderErrors(ERROR_SECTIONS));

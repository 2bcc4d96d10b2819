import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './lib/paths.mjs';

/** @typedef {import('./n8n/rest.mjs').WorkflowFile & { id: string }} ExampleWorkflow */

/** The trigger node of the two that are run by hand. */
export const TRIGGER = 'When clicking ‘Execute workflow’';

/** The credential that the workflows refer to. */
export const CREDENTIAL = {
	id: 'docusignAdminJwt',
	name: 'Docusign Admin JWT',
	type: 'docusignAdminJwtApi',
};

/**
 * @param {'provision-a-new-employee' | 'deprovision-a-departing-employee' | 'user-changes-to-an-audit-log'} name
 * @returns {Promise<ExampleWorkflow>}
 */
export async function loadWorkflow(name) {
	return JSON.parse(await readFile(join(projectRoot, 'workflows', `${name}.json`), 'utf8'));
}

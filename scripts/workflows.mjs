import { readdir, readFile } from 'node:fs/promises';
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

/** The credential that the SCIM workflow refers to. */
export const SCIM_CREDENTIAL = {
	id: 'docusignScim',
	name: 'Docusign SCIM',
	type: 'docusignScimApi',
};

const folder = join(projectRoot, 'workflows');

/** The names of the example workflows, as `loadWorkflow` takes them. */
export async function workflowNames() {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
	return files.map((file) => file.replace(/\.json$/, '')).sort();
}

/**
 * @param {string} name that of a file in workflows/
 * @returns {Promise<ExampleWorkflow>}
 */
export async function loadWorkflow(name) {
	return JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'));
}

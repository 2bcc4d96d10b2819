/**
 * Settings of the surrounding `npm run` that must not reach an npm started in another folder: they
 * belong to this project (ignore-scripts) or point back to it.
 */
const OWN_NPM_SETTINGS = new Set([
	'npm_config_ignore_scripts',
	'npm_config_omit_lockfile_registry_resolved',
	'npm_config_local_prefix',
	'npm_config_global_prefix',
	'npm_config_prefix',
	'npm_config_dry_run',
	'npm_config_loglevel',
]);

/** An n8n of the user's own must never be reached: its database, key or queue. */
const N8N_SETTINGS =
	/^(N8N_|DB_|EXECUTIONS_|EXTERNAL_HOOK|QUEUE_|WEBHOOK_|CREDENTIALS_|NODES_|NODE_FUNCTION_)/;

/** Settings of a test runner around this, and options meant for the Node.js that runs this script. */
const RUNNER_SETTINGS = new Set([
	'NODE_ENV',
	'NODE_OPTIONS',
	'NODE_TEST_CONTEXT',
	'JEST_WORKER_ID',
]);

/** @param {string} name */
function belongsToCaller(name) {
	const key = name.toLowerCase();
	if (key.startsWith('npm_config_')) return OWN_NPM_SETTINGS.has(key);
	return key.startsWith('npm_') || RUNNER_SETTINGS.has(name) || N8N_SETTINGS.test(name);
}

/**
 * The environment for a program of ours: the caller's own, without what the surrounding npm or an
 * n8n on the same machine has put there. Registry, proxy and certificate settings stay.
 * @param {Record<string, string>} [additions]
 * @returns {Record<string, string>}
 */
export function childEnvironment(additions = {}) {
	/** @type {Record<string, string>} */
	const environment = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (value !== undefined && !belongsToCaller(name)) environment[name] = value;
	}
	return { ...environment, ...additions };
}

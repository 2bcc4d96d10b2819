import { ScriptError } from '../lib/scriptError.mjs';

/**
 * @typedef {object} Release
 * @property {readonly [number, number]} node the Node.js majors it runs on: from the first up to, not including, the second
 * @property {Record<string, string>} overrides what has to stand in for packages of its that npm's registry does not have
 * @property {Record<string, string>} env what it needs to run
 */

/**
 * The n8n that everything here runs against, and the oldest line that the package supports.
 * @type {Record<string, Release>}
 */
const RELEASES = {
	// 2.41.3 asks for a package version that is not published everywhere.
	'2.41.1': { node: [24, 27], overrides: {}, env: {} },
	'1.123.81': {
		node: [20, 25],
		// It takes this package from its maker's own server.
		overrides: { xlsx: 'npm:xlsx@0.18.5' },
		// Its isolate for expressions has no ready-made build for every Node.js.
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
	},
};

/**
 * The release to run: the newest, or the one that `N8N_RELEASE` in the environment names.
 * @returns {Release & { version: string }}
 */
export function n8nRelease() {
	const version = process.env.N8N_RELEASE || Object.keys(RELEASES)[0];
	const release = RELEASES[version];
	if (release) return { version, ...release };
	const known = Object.keys(RELEASES).join(', ');
	throw new ScriptError(`N8N_RELEASE names n8n ${version}; known are: ${known}.`);
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ScriptError } from '../lib/scriptError.mjs';

/** Where Debian keeps PostgreSQL's own programs, which are not on the path. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

export const INSTALL_COMMAND =
	'apt-get update && apt-get install -y --no-install-recommends redis-server postgresql';

/** @param {string} name @param {string[]} folders */
const inFolders = (name, folders) =>
	folders.map((folder) => join(folder, name)).find((path) => existsSync(path));

/** The folders of the installed PostgreSQL versions, the newest first. */
async function postgresFolders() {
	const versions = await readdir(DEBIAN_POSTGRES).catch(() => []);
	return versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
}

/**
 * The programs that queue mode takes beside n8n, from the system's packages.
 * @throws {ScriptError} with the command that installs what is missing
 */
export async function findPrograms() {
	const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const folders = [...onPath, ...(await postgresFolders())];
	const found = {
		redis: inFolders('redis-server', onPath),
		postgres: inFolders('postgres', folders),
		initdb: inFolders('initdb', folders),
	};
	const missing = [
		...(found.redis ? [] : ['Redis (redis-server)']),
		...(found.postgres && found.initdb ? [] : ['PostgreSQL (postgres, initdb)']),
	];
	if (missing.length === 0) return /** @type {Record<keyof typeof found, string>} */ (found);
	throw new ScriptError(
		`n8n's queue mode needs ${missing.join(' and ')}. On Debian or Ubuntu, as root:\n  ${INSTALL_COMMAND}\nNothing of it has to run: this starts its own, on free ports, and removes them.`,
	);
}

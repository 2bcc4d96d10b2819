import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { run } from '../lib/command.mjs';
import { freePort } from '../lib/ports.mjs';
import { ScriptError } from '../lib/scriptError.mjs';
import { startProcess } from '../n8n/process.mjs';
import { untilTrue } from './untilTrue.mjs';

const USER = 'n8n';
/** The account that Debian's package makes: PostgreSQL refuses to run as root. */
const SYSTEM_ACCOUNT = 'postgres';

/** @param {string} flag @returns {Promise<number>} */
async function idOf(flag) {
	const { code, stdout } = await run('id', [flag, SYSTEM_ACCOUNT]);
	if (code === 0) return Number(stdout);
	throw new ScriptError(
		`PostgreSQL does not run as root, and there is no account "${SYSTEM_ACCOUNT}" for it. Run this as another user.`,
	);
}

/**
 * A PostgreSQL on loopback with a password, whose data are gone with the folder.
 * @param {{ postgres: string, initdb: string, folder: string }} options
 */
export async function startPostgres({ postgres, initdb, folder }) {
	const isRoot = process.getuid?.() === 0;
	const data = join(folder, 'data');
	const secret = join(folder, 'password');
	const password = randomBytes(16).toString('hex');
	await mkdir(folder, { recursive: true });
	await writeFile(secret, password, { mode: 0o600 });
	/** @type {string[]} */
	let as = [];
	if (isRoot) {
		const [uid, gid] = [await idOf('-u'), await idOf('-g')];
		await chown(folder, uid, gid);
		await chown(secret, uid, gid);
		as = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
	}
	await chmod(folder, 0o700);
	/** @param {string[]} words */
	const command = (...words) => /** @type {[string, ...string[]]} */ ([...as, ...words]);

	const [initProgram, ...initArgs] = command(
		initdb,
		...['-D', data, '-U', USER, '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8'],
		...['--locale', 'C', '--no-sync'],
	);
	const made = await run(initProgram, initArgs, { cwd: '/' });
	await rm(secret, { force: true });
	if (made.code !== 0) throw new ScriptError(`PostgreSQL made no database:\n${made.tail}`);

	const port = await freePort();
	const [program, ...args] = command(
		postgres,
		...['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
		...['-c', 'fsync=off', '-c', 'max_connections=200'],
	);
	// SIGTERM would wait for whoever is connected; SIGINT sends them away.
	const server = await startProcess(program, args, { cwd: '/', stopSignal: 'SIGINT' });
	let ready = false;
	server.onLine((line) => (ready ||= line.includes('ready to accept connections')));
	await untilTrue(
		async () => ready && (await isOpen(port)),
		() => `PostgreSQL did not start:\n${server.tail()}`,
	);
	return { port, user: USER, database: 'postgres', password, stop: server.stop };
}

/** @param {number} port @returns {Promise<boolean>} */
function isOpen(port) {
	return new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		socket.once('error', () => resolve(false));
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
	});
}

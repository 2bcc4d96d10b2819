import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../lib/ports.mjs';
import { startProcess } from '../n8n/process.mjs';
import { untilTrue } from './untilTrue.mjs';

/**
 * A Redis on loopback with a password, which keeps what it is told over a restart.
 * @param {{ program: string, folder: string }} options
 */
export async function startRedis({ program, folder }) {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const port = await freePort();
	const password = randomBytes(16).toString('hex');
	const config = join(folder, 'redis.conf');
	const lines = [
		'bind 127.0.0.1',
		`port ${port}`,
		`dir ${folder}`,
		`requirepass ${password}`,
		'appendonly yes',
		'appendfsync always',
		'save ""',
		'maxmemory-policy noeviction',
	];
	await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });

	/** @type {import('../n8n/process.mjs').ManagedProcess} */
	let server;
	async function start() {
		server = await startProcess(program, [config]);
		await untilTrue(
			() => server.isRunning() && ask(port, ['AUTH', password], ['PING']),
			() => `Redis did not start:\n${server.tail()}`,
		);
	}
	await start();

	return {
		port,
		password,
		stop: async () => await server.stop(),
		/** Ends it and starts it again, over the same data. */
		async restart() {
			await server.stop();
			await start();
		},
	};
}

/**
 * Whether it answers as it does when it has read its data.
 * @param {number} port
 * @param {string[][]} commands
 * @returns {Promise<boolean>}
 */
function ask(port, ...commands) {
	return new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		let answer = '';
		const end = () => {
			socket.destroy();
			resolve(answer.includes('+PONG'));
		};
		socket.setTimeout(2_000, end).on('error', end).on('close', end);
		socket.on('connect', () =>
			socket.write(commands.map((words) => `${words.join(' ')}\r\n`).join('')),
		);
		socket.on('data', (data) => {
			answer += String(data);
			if (answer.split('\r\n').length > commands.length) end();
		});
	});
}

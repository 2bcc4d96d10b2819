import { createServer } from 'node:net';
import { ScriptError } from './scriptError.mjs';

/**
 * @param {number} port 0: any
 * @returns {Promise<number>}
 */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const bound = typeof address === 'object' && address ? address.port : port;
			server.close(() => resolve(bound));
		});
	});
}

/** A port of the loopback interface that nothing listens on at this moment. */
export async function freePort() {
	return await tryPort(0);
}

/**
 * @param {number} port
 * @throws {ScriptError} when another program listens there
 */
export async function claimPort(port) {
	try {
		return await tryPort(port);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		const reason =
			code === 'EACCES' ? 'may not be used by this account' : 'is in use by another program';
		throw new ScriptError(
			`Port ${port} ${reason}. Choose another one with --port, or leave it out.`,
		);
	}
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** @typedef {{ to: string[], subject: string, html: string }} Mail */

/**
 * The text of a body by its transfer encoding (RFC 2045 section 6).
 * @param {string} body
 * @param {string} encoding
 */
function decoded(body, encoding) {
	if (/^base64$/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
	if (!/^quoted-printable$/i.test(encoding)) return body;
	const bytes = body
		.replaceAll(/=\r?\n/g, '')
		.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/**
 * @param {string} text a message of one part
 * @param {string[]} to
 * @returns {Mail}
 */
function read(text, to) {
	const end = text.indexOf('\n\n');
	const head = text.slice(0, end).replaceAll(/\n[ \t]+/g, ' ');
	/** @param {string} name */
	const header = (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1] ?? '';
	return {
		to,
		subject: header('subject'),
		html: decoded(text.slice(end + 2), header('content-transfer-encoding')),
	};
}

/**
 * A mail server (RFC 5321) on the loopback interface that keeps what it is given and sends nothing on.
 */
export async function openMailbox() {
	/** @type {Mail[]} */
	const mails = [];
	/** @type {(() => void)[]} */
	const waiting = [];

	const server = createServer((socket) => {
		/** @type {string[]} */
		let to = [];
		/** @type {string[] | undefined} */
		let lines;
		/** @param {string} line */
		const say = (line) => socket.write(`${line}\r\n`);
		/** @param {string} line */
		function command(line) {
			const [verb] = line.split(' ', 1);
			switch (verb.toUpperCase()) {
				case 'RCPT':
					to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
					return say('250 OK');
				case 'DATA':
					lines = [];
					return say('354 Go on');
				case 'QUIT':
					say('221 Bye');
					return socket.end();
				case 'HELO':
				case 'EHLO':
				case 'MAIL':
				case 'RSET':
				case 'NOOP':
					return say('250 OK');
				default:
					return say('502 Not here');
			}
		}
		socket.on('error', () => socket.destroy());
		say('220 mailbox');
		createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
			if (lines === undefined) {
				command(line);
				return;
			}
			if (line !== '.') {
				lines.push(line.replace(/^\./, ''));
				return;
			}
			mails.push(read(lines.join('\n'), to));
			[to, lines] = [[], undefined];
			say('250 Kept');
			waiting.splice(0).forEach((arrived) => arrived());
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

	return {
		port,
		/**
		 * The next mail, which is taken out.
		 * @returns {Promise<Mail>}
		 */
		async next() {
			while (mails.length === 0) await new Promise((arrived) => waiting.push(() => arrived(null)));
			return /** @type {Mail} */ (mails.shift());
		},
		async close() {
			server.close();
			await once(server, 'close');
		},
	};
}

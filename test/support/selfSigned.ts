/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

/** DER (X.690), as far as a certificate takes it. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
	const content = Buffer.concat(parts);
	const { length } = content;
	const head = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const utcTime = (text: string) => der(0x17, Buffer.from(text));
const ECDSA_WITH_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/** A key and a certificate that it has signed itself (RFC 5280), made as the test runs. */
function selfSigned(name: string) {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const who = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
	const toBeSigned = sequence(
		der(0x02, Buffer.from([1])),
		ECDSA_WITH_SHA256,
		who,
		sequence(utcTime('200101000000Z'), utcTime('490101000000Z')),
		who,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = Buffer.concat([Buffer.from([0]), sign('sha256', toBeSigned, privateKey)]);
	const bytes = sequence(toBeSigned, ECDSA_WITH_SHA256, der(0x03, signature));
	const cert = `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
	return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
}

export interface UntrustedServer {
	/** https://localhost with a port. */
	url: string;
	/** How often somebody connected, and how many requests came through. */
	connections: number;
	requests: number;
	close(): Promise<void>;
}

/** A server whose certificate nobody trusts. */
export async function untrustedServer(): Promise<UntrustedServer> {
	const server: Server = createServer(selfSigned('localhost'), (_, response) => {
		counted.requests += 1;
		response.end('{}');
	});
	const counted: UntrustedServer = {
		url: '',
		connections: 0,
		requests: 0,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	server.on('connection', () => (counted.connections += 1));
	await new Promise<void>((resolve) => server.listen(0, resolve));
	counted.url = `https://localhost:${(server.address() as AddressInfo).port}`;
	return counted;
}

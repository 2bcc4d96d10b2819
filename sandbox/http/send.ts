/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Answer } from './answer';

/** How the bytes go out: whole, not at all (with the connection's end, or without), without end, or cut off midway. */
export type Delivery = 'whole' | 'drop' | 'reset' | 'hang' | 'drip' | 'truncate';

const DRIP_MS = 20;

interface Prepared {
	status: number;
	payload: string;
	headers: Record<string, string>;
}

function prepare(answer: Answer): Prepared {
	const { body } = answer;
	const payload = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
	return {
		status: answer.status,
		payload,
		headers: {
			'cache-control': 'no-cache',
			'x-docusign-tracetoken': randomUUID(),
			...(payload === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
			...answer.headers,
		},
	};
}

/** Writes an answer. A dropped one closes the connection without a byte of it. */
export function send(reply: FastifyReply, answer: Answer, delivery: Delivery): void {
	if (delivery === 'hang') {
		reply.hijack();
		return;
	}
	if (delivery === 'drop' || delivery === 'reset') {
		reply.hijack();
		if (delivery === 'reset') reply.raw.socket?.resetAndDestroy();
		reply.raw.destroy();
		return;
	}
	const { status, payload, headers } = prepare(answer);
	if (delivery === 'drip') {
		reply.hijack();
		reply.raw.writeHead(status, headers);
		reply.raw.write(payload.slice(0, Math.floor(payload.length / 2)));
		const drops = setInterval(() => reply.raw.write(' '), DRIP_MS);
		reply.raw.on('close', () => clearInterval(drops));
		return;
	}
	if (delivery === 'truncate') {
		reply.hijack();
		const bytes = Buffer.from(payload);
		reply.raw.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
		// The head promises more than is sent, so the client sees its connection end in mid-body.
		reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => reply.raw.destroy());
		return;
	}
	void reply
		.code(status)
		.headers(headers)
		.send(payload === '' ? undefined : payload);
}

import type { FastifyInstance } from 'fastify';
import { Refusal } from '../http/answer';
import type { Recorder } from '../http/record';
import type { Sandbox } from '../sandbox';
import { controlActions } from './actions';

const parse = (body: unknown): unknown =>
	Buffer.isBuffer(body) && body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;

/** Puts the control endpoints beside the API, for other processes: demo, end-to-end tests, benchmarks. */
export function addControlRoutes(
	server: FastifyInstance,
	sandbox: () => Sandbox,
	recorder: Recorder,
): void {
	for (const [key, action] of Object.entries(controlActions)) {
		const [method, path] = key.split(' ');
		server.route({
			method: method as 'GET' | 'POST' | 'DELETE',
			url: `/_sandbox${path}`,
			handler: (request) =>
				action({
					sandbox: sandbox(),
					recorder,
					query: new URLSearchParams(request.url.split('?')[1] ?? ''),
					body: parse(request.body),
					id: (request.params as { id?: string }).id ?? '',
				}),
			errorHandler: (error, _request, reply) =>
				error instanceof Refusal
					? reply.code(error.answer.status).send(error.answer.body)
					: reply.code(400).send({ errorCode: 'CONTROL_FAILED', message: String(error) }),
		});
	}
}

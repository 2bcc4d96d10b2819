/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { alter, deliveryOf } from '../faults/after';
import { actsAnyway, prelude, substitute } from '../faults/before';
import type { Faults } from '../faults';
import type { Fault } from '../faults/model';
import { RuleBroken } from '../state/rules';
import { type Answer, Refusal } from './answer';
import { type Backend, type Call, callFrom } from './call';
import { reshaped, withDetailsAs } from './errorShapes';
import type { RateLimiter } from './rateLimit';
import type { Recorder, RecordedRequest } from './record';
import { send } from './send';

/** What every mount shares on the way from request to answer. */
export interface Services {
	readonly backend: Backend;
	readonly recorder: Recorder;
	readonly faults: Faults;
	readonly limiter: () => RateLimiter;
}

/** What one mount or operation adds to it. */
export interface Work {
	operation?: string;
	/** How limits are described in headers; unset where none apply (`/oauth`). */
	limits?: 'hour' | 'window';
	produce: (call: Call) => Answer | Promise<Answer>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs the operation; a refusal is an answer like any other, a bug in the sandbox is a 500. */
async function perform(work: Work, call: Call, record: RecordedRequest): Promise<Answer> {
	try {
		return await work.produce(call);
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		if (error instanceof RuleBroken) {
			return { status: 400, body: { errorCode: error.code.toUpperCase(), message: error.text } };
		}
		record.failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return { status: 500, body: { errorCode: 'SANDBOX_FAILURE', message: record.failure } };
	}
}

/** What the Admin API says, in the words that the sandbox is set to. */
const worded = (answer: Answer, { errorShape, errorDetails }: Backend['options']): Answer =>
	withDetailsAs(reshaped(answer, errorShape), errorDetails);

async function decide(
	services: Services,
	work: Work,
	call: Call,
	record: RecordedRequest,
	faults: readonly Fault[],
): Promise<Answer> {
	const { backend } = services;
	for (const fault of faults) await prelude(fault, backend.state, record);
	if (faults.some(({ do: action }) => action.type === 'drop' && action.when === 'before')) {
		return { status: 0 };
	}
	const limit = work.limits && services.limiter().take(backend.clock.now(), work.limits);
	if (limit?.refusal) record.limited = true;
	const stand = faults.find(({ do: action }) => substitute(action));
	const shown = (raw: Answer) => (work.limits ? worded(raw, backend.options) : raw);
	let answer = limit?.refusal && shown(limit.refusal);
	if (!answer) {
		const acts = !stand || actsAnyway(stand.do);
		const own = acts ? shown(await perform(work, call, record)) : undefined;
		answer = (stand && substitute(stand.do)) ?? own ?? { status: 500 };
		for (const fault of faults) answer = alter(fault, answer);
	}
	const date = new Date(backend.clock.now()).toUTCString();
	return { ...answer, headers: { date, ...limit?.headers, ...answer.headers } };
}

/** Takes a request from arrival to answer: record, latency, faults, limits, operation. */
export async function handle(
	services: Services,
	work: Work,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { backend, recorder } = services;
	const call = callFrom(request, backend);
	const record = recorder.begin(call, backend.clock.now());
	record.operation = work.operation;
	if (backend.options.latencyMs > 0) await pause(backend.options.latencyMs);
	const faults = services.faults.meet(
		call.method,
		call.path + (request.raw.url ?? '').slice(call.path.length),
	);
	const answer = await decide(services, work, call, record, faults);
	const delivery = deliveryOf(faults);
	const unanswered = delivery === 'drop' || delivery === 'reset' || delivery === 'hang';
	const end = () => recorder.end(record, unanswered ? 0 : answer.status);
	// What never ends is under way until its client has had enough.
	if (delivery === 'hang' || delivery === 'drip') recorder.hang(reply.raw, end);
	else end();
	send(reply, answer, delivery);
}

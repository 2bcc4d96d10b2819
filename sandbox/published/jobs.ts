import { guidParam } from '../common/access';
import { notFound } from '../http/answer';
import type { Job } from '../state/jobs';
import { localTime } from '../state/time';
import type { AdminCall } from './operation';

/** Starts a job in the name of the caller. */
export function startJob(
	call: AdminCall<unknown>,
	kind: Job['kind'],
	type: string,
	detail: Record<string, unknown>,
): Job {
	const { state } = call.backend;
	const { userId, integrationKey } = call.token;
	const user = userId === undefined ? undefined : state.users.get(userId);
	const app = state.oauth.apps.get(integrationKey);
	const job: Job = {
		id: state.nextId('job'),
		organizationId: call.organization.id,
		kind,
		type,
		createdAt: state.clock.now(),
		requestor: user
			? { name: user.userName, id: user.id, type: 'user', email: user.email }
			: { name: app?.name ?? '', id: integrationKey, type: 'client_app', email: '' },
		looks: 0,
		detail,
	};
	state.jobs.jobs.set(job.id, job);
	return job;
}

/** The job of the path. */
export function jobIn(call: AdminCall<unknown>, kind: Job['kind'], param: string): Job {
	const job = call.backend.state.jobs.jobs.get(guidParam(call, param));
	if (job?.kind !== kind || job.organizationId !== call.organization.id) {
		throw notFound('REQUEST_NOT_FOUND', 'There is no such export or import.');
	}
	return job;
}

const stages = ['queued', 'in_process', 'completed'] as const;

const stageOf = (job: Job) => stages[Math.min(job.looks, 2)];

/** Goes on by a stage, since it was looked at. */
export function look(job: Job): Job {
	job.looks++;
	return job;
}

export const isDone = (job: Job): boolean => stageOf(job) === 'completed';

export const jobHead = (job: Job) => ({
	id: job.id,
	type: job.type,
	requestor: job.requestor,
	created: localTime(job.createdAt),
	last_modified: localTime(job.createdAt),
	status: stageOf(job),
});

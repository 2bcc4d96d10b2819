import { matchPublished, validateRequest, validateResponse } from '../../../sandbox/spec';
import type { Admin, Reply, Request } from './admin';

/** Ids of the published operations that were answered with success, and by the spec. */
export type Seen = Set<string>;

/**
 * Sends requests that are legal by the spec, and holds every answer of success against the
 * description, field by field.
 */
export function checkedBy(admin: Admin, seen: Seen = new Set()) {
	return async (method: string, path: string, request: Request = {}): Promise<Reply> => {
		const { query, body } = request;
		expect(validateRequest({ method, path, query, body })).toEqual([]);
		const reply = await admin.published(method, path, request);
		const operation = matchPublished(method, path)?.operation;
		if (operation && reply.status < 300) {
			expect(reply.status).toBe(operation.successStatus);
			const json = reply.headers.get('content-type')?.includes('json');
			const answer = reply.text === '' ? undefined : json ? reply.body : reply.text;
			expect([operation.id, validateResponse(operation.id, answer)]).toEqual([operation.id, []]);
			seen.add(operation.id);
		}
		return reply;
	};
}

export type Checked = ReturnType<typeof checkedBy>;

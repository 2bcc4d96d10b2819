import { tooManyResults } from './api/errors/failures';
import type { ApiRequest, JsonObject } from '../shared/http';
import { MOST_RECORDS } from './api/lists';
import { forgetUser } from './api/users';
import type { ItemRun, ListWork, PlannedWrite, Work, WritePlan, WriteWork } from './operation';

/** Takes each record as it comes, so that a long list is held once only. */
export type Emit = (record: JsonObject) => void;

/** Does an operation's work for one item. */
export async function carryOut(work: Work, run: ItemRun, emit: Emit): Promise<void> {
	const simplify =
		work.kind !== 'write' && run.parameter('simplify') === true ? work.simplify : undefined;
	const out: Emit = simplify ? (record) => emit(simplify(record)) : emit;
	if (work.kind === 'list') return await list(work, run, out);
	const records = work.kind === 'read' ? await work.read(run) : await change(work, run);
	records.forEach(out);
}

async function list(work: ListWork, run: ItemRun, emit: Emit): Promise<void> {
	let count = 0;
	for await (const page of work.pages(run)) {
		for (const record of page) {
			count += 1;
			if (count > MOST_RECORDS) throw tooManyResults(undefined, MOST_RECORDS);
			emit(record);
		}
	}
}

async function change(work: WriteWork, run: ItemRun): Promise<JsonObject[]> {
	const { session } = run;
	const plan = await work.plan(run);
	plan.warnings?.forEach(run.warn);
	const writes = joined(
		plan.writes.map(({ operation, request }) => ({
			operation,
			request: session.speak(operation, request, plan.facts),
		})),
	);
	if (isDryRun(run)) {
		const previews = writes.map(({ request }) => preview(request));
		return warned(plan, previews);
	}
	const answers: unknown[] = [];
	const { facts, recover } = plan;
	await session
		.inTurn(plan.lock, async () => {
			for (const { operation, request } of writes) {
				answers.push(await session.write(operation, request, facts, recover));
			}
		})
		// Also after a failure: the writes before it have changed the user.
		.finally(() => facts.user && forgetUser(session, facts.organizationId, facts.user));
	return warned(plan, await plan.result(answers));
}

/** An expression may give a text: whatever does not say no must not change anything. */
const isDryRun = (run: ItemRun): boolean =>
	!['', 'undefined', 'null', 'false', '0', 'no'].includes(
		String(run.parameter('options.dryRun') ?? '')
			.trim()
			.toLowerCase(),
	);

const warned = ({ warnings = [] }: WritePlan, records: JsonObject[]): JsonObject[] =>
	warnings.length === 0 ? records : records.map((record) => ({ ...record, warnings }));

/** Two changes that one contract splits are one request where they go to the same address. */
function joined(writes: PlannedWrite[]): PlannedWrite[] {
	const [first, second, ...rest] = writes;
	if (!second || rest.length > 0 || first.request.method !== 'PUT') return writes;
	if (second.request.method !== 'PUT' || second.request.path !== first.request.path) return writes;
	const body = { ...(first.request.body as JsonObject), ...(second.request.body as JsonObject) };
	return [{ ...second, request: { ...second.request, body } }];
}

const preview = ({ method, path, query, body }: ApiRequest): JsonObject => ({
	dry_run: true,
	method,
	path,
	...(query && { query }),
	...(body !== undefined && { body }),
});

import type { ApiRequest, JsonObject } from '../shared/http';
import { tooManyResults } from './api/client';
import { MOST_RECORDS } from '../DocusignAdmin/api/lists';
import type { ItemRun, Work, WriteWork } from './operation';

/** Does an operation's work for one item: a list hands its records over as they come. */
export async function carryOut(
	work: Work,
	run: ItemRun,
	emit: (record: JsonObject) => void,
): Promise<void> {
	if (work.kind === 'write') return emit(await change(work, run));
	const { simplify } = work;
	const wanted = simplify && run.parameter('simplify') === true;
	const shown = wanted ? (record: JsonObject) => emit(simplify(record)) : emit;
	if (work.kind === 'read') return shown(await work.read(run));
	let count = 0;
	for await (const page of work.pages(run)) {
		count += page.length;
		if (count > MOST_RECORDS) throw tooManyResults();
		page.forEach(shown);
	}
}

/** Planned within the turn too: a plan starts from a record as the write before has left it. */
async function change(work: WriteWork, run: ItemRun): Promise<JsonObject> {
	return await run.client.memory.inTurn(work.lock(run), async () => {
		const plan = await work.plan(run);
		return run.parameter('options.dryRun') === true ? preview(plan.request) : await plan.send();
	});
}

const preview = ({ method, path, body, headers }: ApiRequest): JsonObject => ({
	dry_run: true,
	method,
	path,
	...(headers && { headers }),
	body,
});

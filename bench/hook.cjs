/**
 * Loaded into n8n (EXTERNAL_HOOK_FILES): writes what a run took and brought to the file that
 * BENCH_RESULT names, without the run having to be stored. `endedAt` is taken before anything is
 * counted, so that counting does not show in the memory that is measured.
 */
const { writeFileSync, renameSync } = require('node:fs');

/** The users in a node's output: one an item, or a page of them an item. */
function* usersOf(taskData) {
	for (const { json } of taskData.data?.main[0] ?? []) {
		if (Array.isArray(json.users)) yield* json.users;
		else yield json;
	}
}

async function postExecute(run, workflow) {
	const endedAt = Date.now();
	const { resultData } = run.data;
	const nodes = Object.entries(resultData.runData).map(([name, [taskData]]) => {
		const ids = new Set();
		let users = 0;
		for (const user of usersOf(taskData)) {
			users++;
			ids.add(user.id);
		}
		return { name, milliseconds: taskData.executionTime, users, unique: ids.size };
	});
	const result = {
		workflow: workflow.name,
		status: run.status,
		error: resultData.error?.message,
		startedAt: new Date(run.startedAt).getTime(),
		endedAt,
		nodes,
	};
	const file = process.env.BENCH_RESULT;
	writeFileSync(`${file}.part`, JSON.stringify(result));
	renameSync(`${file}.part`, file);
}

module.exports = { workflow: { postExecute: [postExecute] } };

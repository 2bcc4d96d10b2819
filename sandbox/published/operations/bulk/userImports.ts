import { notFound, ok } from '../../../http/answer';
import { type ImportKind, importRow, type RowResult } from '../../../state/bulkImport';
import { importType, type ImportType } from '../../../state/importErrors';
import type { Job } from '../../../state/jobs';
import { RuleBroken } from '../../../state/rules';
import { csv } from '../../download';
import { type ImportFile, readImportFile } from '../../importFile';
import { isDone, jobHead, jobIn, look, startJob } from '../../jobs';
import { accountIn, type AdminCall, published } from '../../operation';

/** What an import did, kept with its job. */
interface Outcome {
	file: ImportFile;
	results: RowResult[];
}

const outcomeOf = (job: Job): Outcome => job.detail.outcome as Outcome;

function rollup(errors: readonly ImportType[]) {
	const counts = new Map<ImportType, number>();
	for (const error of errors) counts.set(error, (counts.get(error) ?? 0) + 1);
	return [...counts].map(([type, count]) => ({ error_type: type, count }));
}

function view(call: AdminCall<unknown>, job: Job) {
	const { file, results } = outcomeOf(job);
	const done = isDone(job);
	const count = (result: RowResult) =>
		done ? results.filter((each) => each === result).length : 0;
	const broken = results
		.filter((each) => each instanceof RuleBroken)
		.map(({ code }) => importType(code));
	const base = `${call.backend.url}/Management/v2/organizations/${job.organizationId}`;
	return {
		...jobHead(job),
		user_count: file.rows.length,
		processed_user_count: done ? results.length : 0,
		added_user_count: count('added'),
		updated_user_count: count('updated'),
		closed_user_count: count('closed'),
		no_action_required_user_count: count('unchanged'),
		error_count: done ? broken.length + file.errors.length : 0,
		warning_count: 0,
		invalid_column_headers: file.invalidColumns.join(','),
		file_level_error_rollups: done ? rollup(file.errors) : [],
		user_level_error_rollups: done ? rollup(broken) : [],
		user_level_warning_rollups: [],
		has_csv_results: done,
		results_uri: `${base}/imports/bulk_users/${job.id}/results_csv`,
	};
}

function run(call: AdminCall<string>, kind: ImportKind, type: string, accountId?: string) {
	const file = readImportFile(call.body, kind, accountId === undefined);
	const context = {
		state: call.backend.state,
		organizationId: call.organization.id,
		accountId,
		callerId: call.token.userId,
	};
	const rows = file.errors.length > 0 ? [] : file.rows;
	const results = rows.map((row) => importRow(context, kind, row));
	const outcome: Outcome = { file, results };
	return ok(view(call, startJob(call, 'userImport', type, { outcome })));
}

const whole = (id: string, kind: ImportKind, type: string) =>
	published<string>(id, (call) => run(call, kind, type));

const single = (id: string, kind: ImportKind, type: string) =>
	published<string>(id, (call) => run(call, kind, type, accountIn(call).id));

export const addBulkUserImport = whole('addBulkUserImport', 'add', 'bulk_users_add');

export const updateBulkUserImports = whole('updateBulkUserImports', 'update', 'bulk_users_update');

export const closeBulkUserImportRequest = whole(
	'closeBulkUserImportRequest',
	'close',
	'bulk_users_close',
);

export const closeBulkExternalUserImportRequest = whole(
	'closeBulkExternalUserImportRequest',
	'closeExternal',
	'bulk_users_close_external',
);

export const createBulkImportSingleAccountAddUsersRequest = single(
	'createBulkImportSingleAccountAddUsersRequest',
	'add',
	'bulk_users_add',
);

export const createBulkImportSingleAccountUpdateUsersRequest = single(
	'createBulkImportSingleAccountUpdateUsersRequest',
	'update',
	'bulk_users_update',
);

export const getBulkUserImportRequests = published('getBulkUserImportRequests', (call) =>
	ok({
		imports: call.backend.state.jobs
			.of(call.organization.id, 'userImport')
			.map((job) => view(call, job)),
	}),
);

export const getBulkUserImportRequest = published('getBulkUserImportRequest', (call) =>
	ok(view(call, look(jobIn(call, 'userImport', 'importId')))),
);

export const deleteBulkUserImport = published('deleteBulkUserImport', (call) => {
	call.backend.state.jobs.jobs.delete(jobIn(call, 'userImport', 'importId').id);
	return ok({});
});

/** What a row's result is called. That of a closed membership is a guess. */
const done: Record<Exclude<RowResult, RuleBroken>, ImportType> = {
	added: 'user_added',
	updated: 'user_updated',
	closed: 'membership_closed',
	unchanged: 'no_action_taken',
};

const resultOf = (result: RowResult): ImportType =>
	result instanceof RuleBroken ? importType(result.code) : done[result];

/** The file as it came, with one column more. */
export const getBulkUserImportCSV = published('getBulkUserImportCSV', (call) => {
	const job = jobIn(call, 'userImport', 'importId');
	if (!isDone(job)) throw notFound('RESULTS_NOT_FOUND', 'The import has no results yet.');
	const { file, results } = outcomeOf(job);
	return csv([
		[...file.columns, 'ProcessingResults'],
		...results.map((result, index) => [
			...file.columns.map((column) => file.rows[index][column]),
			resultOf(result),
		]),
	]);
});

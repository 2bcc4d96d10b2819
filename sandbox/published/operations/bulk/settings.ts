import { ok } from '../../../http/answer';
import type { Job } from '../../../state/jobs';
import { localTime } from '../../../state/time';
import { parseCsv } from '../../../state/csv';
import { isDone, jobHead, jobIn, look, startJob } from '../../jobs';
import { type AdminCall, published } from '../../operation';

/** Exports and imports of account settings: the jobs are real, the settings are not. */

function exportView(job: Job) {
	const done = isDone(job);
	return {
		...jobHead(job),
		selected_accounts: job.detail.accounts,
		percent_completed: done ? 100 : job.looks * 50,
		completed: done ? localTime(job.createdAt) : undefined,
		success: done ? true : undefined,
	};
}

function importView(job: Job) {
	const done = isDone(job);
	return {
		...jobHead(job),
		organization_id: job.organizationId,
		percent_completed: done ? 100 : job.looks * 50,
		number_processed_accounts: done ? (job.detail.rows as number) : 0,
		number_unprocessed_accounts: done ? 0 : (job.detail.rows as number),
		success: done ? true : undefined,
	};
}

const remove = (call: AdminCall, kind: Job['kind'], param: string) => {
	call.backend.state.jobs.jobs.delete(jobIn(call, kind, param).id);
	return ok({});
};

export const createAccountSettingsExport = published<{ accounts?: unknown[] }>(
	'createAccountSettingsExport',
	(call) => {
		const type = 'organization_account_settings_export';
		return ok(exportView(startJob(call, 'settingsExport', type, { ...call.body })));
	},
);

export const getAccountSettingsExports = published('getAccountSettingsExports', (call) =>
	ok({
		exports: call.backend.state.jobs.of(call.organization.id, 'settingsExport').map(exportView),
	}),
);

export const getAccountSettingsExport = published('getAccountSettingsExport', (call) =>
	ok(exportView(look(jobIn(call, 'settingsExport', 'exportId')))),
);

export const deleteAccountSettingsExport = published('deleteAccountSettingsExport', (call) =>
	remove(call, 'settingsExport', 'exportId'),
);

export const addBulkAccountSettingsImport = published<string>(
	'addBulkAccountSettingsImport',
	(call) => {
		const rows = Math.max(0, parseCsv(call.body).length - 1);
		const type = 'organization_account_settings_import';
		return ok(importView(startJob(call, 'settingsImport', type, { rows })));
	},
);

export const getBulkAccountSettingsImports = published('getBulkAccountSettingsImports', (call) =>
	ok(call.backend.state.jobs.of(call.organization.id, 'settingsImport').map(importView)),
);

export const getBulkAccountSettingsImport = published('getBulkAccountSettingsImport', (call) =>
	ok(importView(look(jobIn(call, 'settingsImport', 'importId')))),
);

export const deleteBulkAccountSettingsImport = published(
	'deleteBulkAccountSettingsImport',
	(call) => remove(call, 'settingsImport', 'importId'),
);

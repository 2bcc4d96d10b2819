import { invalidBody, ok } from '../../../http/answer';
import { writeCsv } from '../../../state/csv';
import type { Job } from '../../../state/jobs';
import { DAY, localTime } from '../../../state/time';
import { accountsOf, exportColumns, exportRows } from '../../exportRows';
import { isDone, jobHead, jobIn, look, startJob } from '../../jobs';
import { type AdminCall, published } from '../../operation';

const EXPIRES_AFTER = 30 * DAY;

const types = new Set([
	'organization_memberships_export',
	'organization_domain_users_export',
	'organization_external_memberships_export',
]);

export interface ExportBody {
	type?: string;
	accounts?: Array<{ account_id?: string }>;
	domains?: Array<{ domain?: string }>;
}

/** The result lies on the eSignature host, one file for each site that has accounts in it. */
function results(call: AdminCall<unknown>, job: Job) {
	const { state, url, options } = call.backend;
	const sites = new Set(accountsOf(state, job).map(({ siteId }) => siteId));
	return [...sites].map((siteId) => {
		const rows = exportRows(state, job, siteId);
		return {
			id: job.id,
			site_id: siteId,
			url: `${url}/restapi/v2/organization_exports/${job.organizationId}/user_list/${job.id}?site_id=${siteId}`,
			number_rows: rows.length + (options.headIsRow ? 1 : 0),
			size_bytes: Buffer.byteLength(writeCsv([exportColumns, ...rows])),
		};
	});
}

function view(call: AdminCall<unknown>, job: Job) {
	const done = isDone(job);
	const found = done ? results(call, job) : undefined;
	const { accounts = [], domains = [] } = job.detail as ExportBody;
	return {
		...jobHead(job),
		completed: done ? localTime(job.createdAt) : undefined,
		expires: localTime(job.createdAt + EXPIRES_AFTER),
		selected_accounts: accounts,
		selected_domains: domains,
		metadata_url: `${call.backend.url}/Management/v2/organizations/${job.organizationId}/exports/user_list/${job.id}`,
		percent_completed: done ? 100 : job.looks * 50,
		number_rows: found?.reduce((sum, { number_rows: rows }) => sum + rows, 0),
		results: found,
		success: done ? true : undefined,
	};
}

export const createUserListExport = published<ExportBody>('createUserListExport', (call) => {
	const { type = '', domains = [] } = call.body;
	if (!types.has(type)) throw invalidBody('The export type is not known.');
	if (type === 'organization_domain_users_export' && domains.length === 0) {
		throw invalidBody('A domain export needs domains.');
	}
	return ok(view(call, startJob(call, 'userExport', type, { ...call.body })));
});

export const getUserListExports = published('getUserListExports', (call) =>
	ok({
		exports: call.backend.state.jobs
			.of(call.organization.id, 'userExport')
			.map((job) => view(call, job)),
	}),
);

export const getUserListExport = published('getUserListExport', (call) =>
	ok(view(call, look(jobIn(call, 'userExport', 'exportId')))),
);

export const deleteUserListExport = published('deleteUserListExport', (call) => {
	call.backend.state.jobs.jobs.delete(jobIn(call, 'userExport', 'exportId').id);
	return ok({});
});

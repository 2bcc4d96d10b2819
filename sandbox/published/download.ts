import { organizationOf } from '../common/access';
import { type Answer, notFound } from '../http/answer';
import type { Call } from '../http/call';
import { authenticate } from '../oauth/caller';
import { writeCsv } from '../state/csv';
import { exportColumns, exportRows } from './exportRows';
import { isDone } from './jobs';

export const csv = (rows: readonly string[][]): Answer => ({
	status: 200,
	headers: { 'content-type': 'text/csv; charset=utf-8' },
	body: writeCsv(rows),
});

/** GET /restapi/v2/organization_exports/…: the file of an export, for the bearer it was made for. */
export function downloadExport(call: Call): Answer {
	const token = authenticate(call);
	const organization = organizationOf(call, token);
	const job = call.backend.state.jobs.jobs.get(call.params.exportId ?? '');
	if (job?.organizationId !== organization.id || !isDone(job)) {
		throw notFound('REQUEST_NOT_FOUND', 'There is no such export.');
	}
	const siteId = call.query.get('site_id');
	// Each site's file has an address of its own, and there is none for all of them together.
	if (siteId === null) throw notFound('REQUEST_NOT_FOUND', 'There is no such file.');
	return csv([exportColumns, ...exportRows(call.backend.state, job, Number(siteId))]);
}

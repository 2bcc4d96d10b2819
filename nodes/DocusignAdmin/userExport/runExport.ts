import type { AdminClient } from '../api/client';
import { exportsPath } from '../api/contract/published';
import { unreadableAnswer } from '../api/errors/failures';
import type { BodyReader, JsonObject } from '../../shared/http';
import { defined, objectIn } from '../../shared/json';
import { waitForExport, type ExportResult } from './exportJob';

/** What can be exported, and how Docusign calls it. */
export const EXPORT_TYPES = {
	members: 'organization_memberships_export',
	externalMembers: 'organization_external_memberships_export',
	domainUsers: 'organization_domain_users_export',
} as const;

export type ExportType = keyof typeof EXPORT_TYPES;

/** What to export. */
export interface ExportRequest {
	organizationId: string;
	type: ExportType;
	/** All of the organization where there is none. */
	accountIds: readonly string[];
	/** For `domainUsers`. */
	domains: readonly string[];
}

/** How to wait for it. */
export interface ExportManner {
	mostMs: number;
	/** Leaves the job, which holds personal data, at Docusign until it expires there. */
	keep: boolean;
	progress(text: string): void;
}

/** How to read each file. */
export type ReadFile<T> = (file: ExportResult) => BodyReader<T>;

/** `OrganizationExportRequest` of the published schemas. */
const bodyOf = ({ type, accountIds, domains }: ExportRequest): JsonObject =>
	defined({
		type: EXPORT_TYPES[type],
		accounts: accountIds.length > 0 ? accountIds.map((id) => ({ account_id: id })) : undefined,
		domains: domains.length > 0 ? domains.map((domain) => ({ domain })) : undefined,
	});

/**
 * Has Docusign export users, waits for it, and downloads every file: one for each of its sites. The job is
 * deleted afterwards, whatever came of it.
 *
 * @param readFile makes a reader for a file, each time that it is downloaded
 * @throws ApiFailure where any file cannot be had: a part must not pass for the whole
 */
export async function* exportedFiles<T>(
	client: AdminClient,
	request: ExportRequest,
	{ mostMs, keep, progress }: ExportManner,
	readFile: ReadFile<T>,
): AsyncGenerator<T> {
	const facts = { organizationId: request.organizationId };
	const composed = client.compose('createUserListExport', bodyOf(request), facts);
	const job = objectIn(await client.write('createUserListExport', composed, facts));
	const { id } = job;
	if (typeof id !== 'string' || id === '') throw unreadableAnswer('createUserListExport');
	const path = `${exportsPath(facts)}/${encodeURIComponent(id)}`;
	const ofJob = { ...facts, record: `the export "${id}"` };
	const ofFile = { ...facts, record: `the file of the export "${id}"` };
	try {
		const look = async () =>
			(await client.read('getUserListExport', { method: 'GET', path }, ofJob))[0];
		const world = { look, progress, sleep: client.sleep, checkCancelled: client.checkCancelled };
		for (const result of await waitForExport(job, world, mostMs)) {
			const { rows, site } = result;
			progress(`Downloading ${rows ?? 'the'} rows${site === undefined ? '' : ` of site ${site}`}`);
			yield await client.download(result.url, ofFile, () => readFile(result));
		}
	} finally {
		if (!keep) await forget(client, id, ofJob, progress);
	}
}

/** A job that cannot be deleted expires by itself; what it gave is no worse for it. */
async function forget(
	client: AdminClient,
	id: string,
	facts: { organizationId: string },
	progress: ExportManner['progress'],
): Promise<void> {
	const request = client.compose('deleteUserListExport', { id }, facts);
	await client.write('deleteUserListExport', request, facts).catch((error: unknown) => {
		const why = error instanceof Error ? error.message : String(error);
		progress(`The export could not be deleted at Docusign, where it expires by itself: ${why}`);
	});
}

import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/http';
import { withFile } from '../../../shared/n8n/files';
import { maxWait, optionsCollection } from '../../../shared/n8n/fields/descriptions';
import { readBoolean, readList, readNumber, readOption } from '../../../shared/n8n/fields/readers';
import { invalidInput } from '../../../shared/errors/input';
import { accounts } from '../../descriptions/accounts';
import { organizationLocator } from '../../descriptions/locators';
import { chosenAccountIds, organizationIdOf } from '../../parameters';
import type { Item, Operation } from '../../operation';
import { csvSink, exportCsv, type CsvPart } from '../../userExport/exportCsv';
import { exportReader, recordSink, type RowSink } from '../../userExport/readExport';
import { exportedFiles, EXPORT_TYPES, type ExportType } from '../../userExport/runExport';

const exportType: INodeProperties = {
	displayName: 'Export',
	name: 'exportType',
	type: 'options',
	default: 'members',
	options: [
		{
			name: 'External Members',
			value: 'externalMembers',
			description: 'Users of claimed domains in accounts that do not belong to the organization',
		},
		{
			name: 'Members',
			value: 'members',
			description: 'Users of the accounts of the organization, a record for each membership',
		},
		{
			name: 'Users of Domains',
			value: 'domainUsers',
			description: 'Users whose address is on a claimed domain, wherever their account is',
		},
	],
};

const domains: INodeProperties = {
	displayName: 'Domains',
	name: 'domains',
	type: 'string',
	default: '',
	placeholder: 'example.com',
	displayOptions: { show: { exportType: ['domainUsers'] } },
	description: 'The claimed domains, with commas between them',
};

const keepExport: INodeProperties = {
	displayName: 'Keep Export at Docusign',
	name: 'keepExport',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave the export at Docusign until it expires there. It holds personal data, so it is deleted otherwise.',
};

const binary: INodeProperties = {
	displayName: 'CSV File',
	name: 'binary',
	type: 'boolean',
	default: false,
	description:
		"Whether to put out one item with a CSV file in the binary field 'data' instead of an item for each record. Cells that a spreadsheet would run as a formula begin with an apostrophe.",
};

/** Seconds: large organizations take Docusign many minutes. */
const DEFAULT_MAX_WAIT = 1_800;

/** Without these a record is nobody's. */
const NEEDED: Record<ExportType, readonly string[]> = {
	members: ['email', 'account_id'],
	externalMembers: ['email'],
	domainUsers: ['email'],
};

function requestOf(item: Item) {
	const types = Object.keys(EXPORT_TYPES) as ExportType[];
	const type = readOption(item.parameter('exportType'), 'Export', types) ?? 'members';
	const names = readList(item.parameter('domains'), 'Domains');
	if (type === 'domainUsers' && names.length === 0) {
		throw invalidInput("'Domains' is empty", 'Give the claimed domains whose users to export.');
	}
	return {
		organizationId: organizationIdOf(item),
		type,
		accountIds: type === 'domainUsers' ? [] : chosenAccountIds(item),
		domains: type === 'domainUsers' ? names : [],
	};
}

const csvFile = (type: ExportType, parts: readonly CsvPart[]): JsonObject => {
	const name = `docusign-${EXPORT_TYPES[type].replace(/^organization_/, '').replaceAll('_', '-')}.csv`;
	return withFile(
		{ file_name: name, rows: parts.reduce((sum, { rows }) => sum + rows, 0) },
		{ text: exportCsv(parts), name, mimeType: 'text/csv' },
	);
};

export const exportUsers: Operation = {
	name: 'Export',
	value: 'export',
	action: 'Export users',
	description:
		'Have Docusign write all users of an organization into a file and read that: a few requests, however many users there are. Docusign takes some minutes for it.',
	calls: ['createUserListExport', 'getUserListExport', 'deleteUserListExport'],
	fields: [
		organizationLocator(),
		exportType,
		accounts({
			show: { exportType: ['members', 'externalMembers'] },
			description: 'The accounts to export; all of the organization where none is chosen',
		}),
		domains,
		optionsCollection(
			binary,
			keepExport,
			maxWait('How long to wait for Docusign to finish the export', DEFAULT_MAX_WAIT),
		),
	],
	work: {
		kind: 'list',
		async *pages(item) {
			const request = requestOf(item);
			const seconds = readNumber(item.parameter('options.maxWait'), 'Max Wait', { min: 0 });
			const manner = {
				mostMs: (seconds ?? DEFAULT_MAX_WAIT) * 1_000,
				keep: readBoolean(item.parameter('options.keepExport'), 'Keep Export') === true,
				progress: item.inform,
			};
			const files = <T>(sink: () => RowSink<T>) =>
				exportedFiles(item.client, request, manner, (told) =>
					exportReader({ needed: NEEDED[request.type], ...told }, sink()),
				);
			if (readBoolean(item.parameter('options.binary'), 'CSV File') !== true) {
				return yield* files(recordSink);
			}
			const parts: CsvPart[] = [];
			for await (const part of files(csvSink)) parts.push(part);
			yield [csvFile(request.type, parts)];
		},
	},
};

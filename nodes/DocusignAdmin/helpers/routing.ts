import type { INodePropertyRouting } from 'n8n-workflow';

/**
 * Pieces of the paths in declarations, as n8n expressions. Ids are trimmed, since they are pasted,
 * GUIDs are written in lower case, as Docusign does, and everything is percent-encoded, since
 * nothing in an id may change the path.
 */
const parameter = (name: string) =>
	`{{ encodeURIComponent(String($parameter["${name}"] ?? "").trim().replace(/^[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}$/i, (id) => id.toLowerCase())) }}`;

export const ORGANIZATION_PATH = `/organizations/${parameter('organizationId')}`;
export const ACCOUNT_PATH = `${ORGANIZATION_PATH}/accounts/${parameter('accountId')}`;
export const IMPORT_PATH = `${ORGANIZATION_PATH}/imports/bulk_users/${parameter('importId')}`;
export const DS_GROUP_PATH = `${ACCOUNT_PATH}/dsgroups/${parameter('dsGroupId')}`;

/** A field that is one property of the published request body; left out when it is left empty. */
export const body = (
	property: string,
	value = '={{ $value === "" ? undefined : $value }}',
): INodePropertyRouting => ({ send: { type: 'body', property, value } });

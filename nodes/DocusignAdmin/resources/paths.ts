/**
 * Pieces of the paths in declarations, as n8n expressions. Ids are trimmed, since they are pasted,
 * and percent-encoded, since nothing in an id may change the path.
 */
const parameter = (name: string) =>
	`{{ encodeURIComponent(String($parameter["${name}"] ?? "").trim()) }}`;

export const ORGANIZATION_PATH = `/organizations/${parameter('organizationId')}`;
export const ACCOUNT_PATH = `${ORGANIZATION_PATH}/accounts/${parameter('accountId')}`;

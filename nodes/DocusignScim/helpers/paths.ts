/**
 * Paths in declarations, as n8n expressions. Ids are trimmed, since they are pasted, and
 * percent-encoded, since nothing in an id may change the path.
 */
const parameter = (name: string) =>
	`{{ encodeURIComponent(String($parameter["${name}"] ?? "").trim()) }}`;

export const USER_PATH = `=/Users/${parameter('userId')}`;
export const GROUP_PATH = `=/Groups/${parameter('groupId')}`;

import type { INodeProperties } from 'n8n-workflow';

/**
 * What people should know before they change somebody, the same wherever it applies. One a panel, of two
 * lines: more is not read.
 */

export const notice = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

export const scimNotice = notice(
	'scimNotice',
	'A user managed by SCIM is overwritten by the identity provider: change such a user there.',
);

export const activateNotice = notice(
	'activateNotice',
	'For claimed domains only: others activate by email. A user managed by SCIM may be overwritten.',
);

export const closeNotice = notice(
	'closeNotice',
	'Docusign keeps the last administrator and your own membership. Users managed by SCIM may be opened again.',
);

export const redactNotice = notice(
	'redactNotice',
	'Cannot be undone. Wait 24 hours after closing. A user managed by SCIM may be filled in again.',
);

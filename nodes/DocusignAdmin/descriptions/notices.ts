import type { INodeProperties } from 'n8n-workflow';

/** What people should know before they change somebody, the same wherever it applies. */

export const notice = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

export const scimNotice = notice(
	'scimNotice',
	"A user managed by SCIM is overwritten by the identity provider: change such a user there. 'Users Managed by SCIM' in the options says what to do with one here.",
);

export const activateNotice = notice(
	'activateNotice',
	'Works only for users whose email address is on a domain that the organization has claimed. All others activate through the email that Docusign sends them.',
);

export const closeNotice = notice(
	'closeNotice',
	'Docusign refuses to close administrators of the organization, the last administrator of an account and your own membership. A user managed by SCIM is opened again by the identity provider unless it is removed there too. On the cursor contract everyone who has the address is closed: the node reads the list of users first, once a run, and closes nobody where several open users share it.',
);

export const redactNotice = notice(
	'redactNotice',
	'What is redacted cannot be brought back. Docusign redacts the data of closed memberships only, and not before 24 hours have passed since they were closed. It takes the scope user_data_redact.',
);

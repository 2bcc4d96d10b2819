/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { DocusignScimApi } from '../../../credentials/DocusignScimApi.credentials';
import adminCodex from '../../../nodes/DocusignAdmin/DocusignAdmin.node.json';
import triggerCodex from '../../../nodes/DocusignAdmin/DocusignAdminTrigger.node.json';
import scimCodex from '../../../nodes/DocusignScim/DocusignScim.node.json';
import { admin, scim, trigger } from './descriptions';

/** How the nodes are found in n8n's panel, by n8n's own search. */

const entries = [
	{ properties: { displayName: scim.displayName, codex: scimCodex } },
	{ properties: { displayName: trigger.displayName, codex: triggerCodex } },
	{ properties: { displayName: admin.displayName, codex: adminCodex } },
];

const found = (text: string) =>
	sublimeSearch(text, entries).map(({ item }) => item.properties.displayName);

/** Of two names that fit alike n8n puts the shorter one first, which is SCIM's. */
it.each(['docusign', 'Docusign', 'docu'])('shows all three for %j', (text) => {
	expect(found(text).sort()).toEqual(
		[admin, trigger, scim].map(({ displayName }) => displayName).sort(),
	);
});

it.each([
	'user onboarding',
	'offboarding',
	'deprovisioning',
	'electronic signature',
	'docu sign',
	'employee',
	'identity',
	'joiner',
	'leaver',
	'create user',
	'close user',
])('finds the Admin node by %j', (text) => {
	expect(found(text)).toContain(admin.displayName);
	expect(found(text)).toContain(trigger.displayName);
});

it('shows SCIM first for what it is called', () => {
	expect(found('scim')[0]).toBe(scim.displayName);
});

it('speaks for the package where n8n merges the node with its trigger', () => {
	expect(trigger.description).toMatch(/^Onboard, change and offboard/);
});

it('gives SCIM an icon of its own, in both themes', () => {
	const { icon } = new DocusignScimApi();
	expect(scim.icon).not.toEqual(admin.icon);
	for (const path of Object.values(icon as unknown as Record<string, string>)) {
		const file = join(__dirname, '../../../credentials', path.replace('file:', ''));
		expect(file).toContain('docusignScim');
		expect(existsSync(file)).toBe(true);
	}
});

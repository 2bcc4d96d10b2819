import type { SandboxState } from './state';

/**
 * Adds an account on a site of its own, with profiles and groups whose ids, as at Docusign, differ from
 * account to account: whoever takes one account's for another's is refused.
 */
export function addSeedAccount(state: SandboxState, organizationId: string): string {
	const n = state.accounts.size + 1;
	const base = 10_000 * n;
	const id = state.nextId('account');
	state.addAccount({
		id,
		name: `Example Account ${n}`,
		organizationId,
		externalId: 50_000_000 + n,
		siteId: 100 + n,
		permissionProfiles: [
			{ id: base + 1, name: 'Account Administrator', admin: true },
			{ id: base + 2, name: 'DocuSign Sender', admin: false },
			{ id: base + 3, name: 'DocuSign Viewer', admin: false },
		],
		defaultPermissionProfileId: base + 2,
		groups: [
			{ id: base + 101, name: 'Administrators', type: 'admin_group' },
			{ id: base + 102, name: 'Everyone', type: 'everyone_group' },
			{ id: base + 103, name: 'Sales', type: 'custom_group' },
			{ id: base + 104, name: 'Human Resources', type: 'custom_group' },
		],
		dsGroups: new Map(),
	});
	return id;
}

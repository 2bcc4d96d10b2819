import { formatTable } from '../lib/table.mjs';

/** @typedef {Awaited<ReturnType<import('../sandbox.mjs').startSandbox>>} Sandbox */

const NOTHING = '–';

/**
 * What Docusign has stored for an address, as a name → value list.
 * @param {Sandbox} sandbox
 * @param {string} email
 * @returns {Promise<Map<string, string>>}
 */
export async function readState(sandbox, email) {
	const { accounts } = await sandbox.summary();
	const [user] = await sandbox.usersByEmail(email);
	/** @type {Map<string, string>} */
	const state = new Map();
	if (!user) return state;
	state.set('User name', user.userName);
	state.set('User status', user.status);
	for (const {
		accountId,
		status,
		permissionProfileId,
		jobTitle,
		companyName,
	} of user.memberships) {
		const account = accounts.find(({ id }) => id === accountId);
		const profile = account?.permissionProfiles.find(({ id }) => id === permissionProfileId);
		const name = account?.name ?? accountId;
		state.set(`${name}: membership`, status);
		state.set(`${name}: permission profile`, profile?.name ?? NOTHING);
		state.set(`${name}: job`, [jobTitle, companyName].filter(Boolean).join(', ') || NOTHING);
	}
	return state;
}

/**
 * @param {string} email
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 */
export function changesTable(email, before, after) {
	const names = [...new Set([...before.keys(), ...after.keys()])];
	const rows = names.map((name) => {
		const [old, now] = [before.get(name) ?? NOTHING, after.get(name) ?? NOTHING];
		return [name, old, now, old === now ? '' : 'changed'];
	});
	return formatTable([[email, 'before', 'after', ''], ...rows]);
}

/** @typedef {import('../../../scripts/sandbox.mjs').Sandbox} Sandbox */
/** @typedef {import('../../../scripts/sandbox.mjs').SandboxUser} SandboxUser */
/** @typedef {{ event: string, account?: string, field?: string }} Expected */
/** @typedef {{ what: string, email: string, userId: string, expected: Expected[] }} Made */

/** What somebody does in Docusign, with the events that this must lead to. */
export class Docusign {
	/** @type {Made[]} */
	made = [];

	/** @param {Sandbox} sandbox */
	constructor(sandbox) {
		this.sandbox = sandbox;
	}

	/**
	 * @param {string} email
	 * @returns {Promise<SandboxUser>}
	 */
	async user(email) {
		const [user] = await this.sandbox.usersByEmail(email);
		return user;
	}

	/** @param {number} n the n-th user of the seed */
	seeded(n) {
		return this.user(`user${String(n).padStart(6, '0')}@example.com`);
	}

	/**
	 * @param {'created' | 'active'} status
	 * @param {string} email
	 */
	async create(status, email) {
		const user = await this.sandbox.control('POST', '/users', { email, userName: email, status });
		const active = status === 'active' ? [{ event: 'userActivated' }] : [];
		this.#note(`create (${status})`, user, [{ event: 'userCreated' }, ...active]);
	}

	/**
	 * @param {SandboxUser} user
	 * @param {...string} names one after the other, before anybody looks
	 */
	async rename(user, ...names) {
		for (const firstName of names) {
			await this.sandbox.control('POST', `/users/${user.id}`, { firstName });
		}
		const times = names.length > 1 ? `, ${names.length} times` : '';
		const expected = [{ event: 'userUpdated', field: 'first_name' }];
		this.#note(`rename${times}`, user, expected);
	}

	/** @param {SandboxUser} user */
	async activate(user) {
		await this.#set(user, user.memberships[0].accountId, { status: 'active' });
		this.#note('activate', user, [{ event: 'userActivated' }]);
	}

	/**
	 * @param {SandboxUser} user
	 * @param {number} index which profile of the account
	 */
	async giveProfile(user, index) {
		const [{ accountId }] = user.memberships;
		const account = await this.#account(accountId);
		const permissionProfileId = account.permissionProfiles[index].id;
		await this.#set(user, accountId, { permissionProfileId });
		this.#membership('permission profile', user, accountId, 'permission_profile');
	}

	/**
	 * @param {SandboxUser} user
	 * @param {...number} indexes which groups of the account
	 */
	async putIntoGroups(user, ...indexes) {
		const [{ accountId }] = user.memberships;
		const account = await this.#account(accountId);
		await this.#set(user, accountId, {
			groupIds: indexes.map((index) => account.groups[index].id),
		});
		this.#membership('groups', user, accountId, 'groups');
	}

	/** @param {SandboxUser} user a member of one account, who comes to the other one as well */
	async join(user) {
		const { accounts } = await this.sandbox.summary();
		const other = accounts.find(({ id }) => id !== user.memberships[0].accountId);
		const accountId = /** @type {{ id: string }} */ (other).id;
		await this.#set(user, accountId, { status: 'active' });
		this.#membership('join the second account', user, accountId, 'membership_status');
	}

	/** @param {SandboxUser} user a member of both accounts */
	async leaveSecond(user) {
		const { accountId } = user.memberships[1];
		await this.#set(user, accountId, { status: 'closed' });
		this.#membership('leave the second account', user, accountId, 'membership_status');
	}

	/** @param {SandboxUser} user */
	async close(user) {
		for (const { accountId } of user.memberships) {
			await this.#set(user, accountId, { status: 'closed' });
		}
		this.#note('close everywhere', user, [{ event: 'userClosed' }]);
	}

	/** @param {SandboxUser} user closed in the only account */
	async reactivate(user) {
		await this.#set(user, user.memberships[0].accountId, { status: 'active' });
		this.#note('reactivate', user, [{ event: 'userReactivated' }]);
	}

	/** @param {string} id */
	async #account(id) {
		const { accounts } = await this.sandbox.summary();
		return /** @type {typeof accounts[number]} */ (accounts.find((account) => account.id === id));
	}

	/**
	 * @param {SandboxUser} user
	 * @param {string} accountId
	 * @param {object} changes
	 */
	async #set({ id }, accountId, changes) {
		await this.sandbox.control('POST', `/users/${id}/memberships`, { accountId, ...changes });
	}

	/**
	 * @param {string} what
	 * @param {SandboxUser} user
	 * @param {string} account
	 * @param {string} field
	 */
	#membership(what, user, account, field) {
		this.#note(what, user, [{ event: 'membershipChanged', account, field }]);
	}

	/**
	 * @param {string} what
	 * @param {SandboxUser} user
	 * @param {Expected[]} expected
	 */
	#note(what, { id, email }, expected) {
		this.made.push({ what, email, userId: id, expected });
	}
}

import { ORGANIZATION_STREAM } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../../nodes/shared/http';

export interface SimMembership {
	status: 'activation_sent' | 'active' | 'closed';
	profile: number;
	groups: number[];
}

export interface SimUser {
	id: string;
	createdAt: number;
	modifiedAt: number;
	status: 'created' | 'active' | 'closed';
	first_name: string;
	last_name: string;
	email: string;
	federated_status: string | null;
	memberships: Map<string, SimMembership>;
}

export interface ServerOptions {
	contract: 'openApi' | 'cursor';
	accounts: string[];
	/** Account lists show no more than ids and the membership; the organization's list shows the user. */
	terse: boolean;
	/** Server clock minus this machine's, milliseconds. */
	skew: number;
	/**
	 * How `last_modified_since` compares: to the millisecond, with both sides cut to the day, or with
	 * only the time of modification cut to the day.
	 */
	precision: 'millisecond' | 'day' | 'storedDay';
	/** Where the order of lists comes from; another one gives another order. */
	salt: number;
	/** The order is another one in each poll. */
	reshuffles: boolean;
}

const DAY = 24 * 3_600_000;
const localTime = (at: number) => new Date(at).toISOString().replace('Z', '');
const toDay = (at: number) => Math.floor(at / DAY) * DAY;

function scramble(text: string, salt: number): number {
	let hash = salt | 1;
	for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 2654435761);
	return hash >>> 0;
}

/** Docusign as far as the trigger sees it, on the time of the caller. */
export class SimServer {
	readonly users = new Map<string, SimUser>();
	/** The accounts that the organization has now; the others are there, but not part of it. */
	readonly watched: Set<string>;
	/** The caller's clock, milliseconds. */
	now = Date.UTC(2024, 4, 6, 21, 30);
	private created = 0;
	private salt: number;

	constructor(readonly options: ServerOptions) {
		this.salt = options.salt;
		this.watched = new Set(options.accounts);
	}

	get clock(): number {
		return this.now + this.options.skew;
	}

	add(accounts: string[], status: 'activation_sent' | 'active'): SimUser {
		const number = ++this.created;
		const user: SimUser = {
			id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
			createdAt: this.clock,
			modifiedAt: this.clock,
			status: 'created',
			first_name: `First${number}`,
			last_name: `Last${number}`,
			email: `user${number}@example.com`,
			federated_status: null,
			memberships: new Map(
				accounts.map((account) => [account, { status, profile: 1, groups: [1] }]),
			),
		};
		this.users.set(user.id, user);
		this.touch(user);
		return user;
	}

	/** A poll begins. */
	reorder(): void {
		if (this.options.reshuffles) this.salt += 0x9e37;
	}

	/** To be called after changing a user in place. */
	touch(user: SimUser): void {
		const statuses = [...user.memberships.values()].map(({ status }) => status);
		user.status = statuses.every((status) => status === 'closed')
			? 'closed'
			: statuses.includes('active')
				? 'active'
				: 'created';
		user.modifiedAt = this.clock;
	}

	/** One page, in no order a client could know. */
	list(account: string, since: number | undefined, start: number, size: number) {
		const members = [...this.users.values()]
			.filter(({ memberships }) => account === ORGANIZATION_STREAM || memberships.has(account))
			.filter((user) => since === undefined || this.isSince(user.modifiedAt, since))
			.sort((a, b) => scramble(a.id, this.salt) - scramble(b.id, this.salt));
		const items = members.slice(start, start + size).map((user) => this.item(user, account));
		return { items, next: start + size < members.length ? start + size : undefined };
	}

	profile(id: string): JsonObject | undefined {
		const user = this.users.get(id);
		if (!user) return undefined;
		if (this.options.contract === 'cursor') return this.item(user, ORGANIZATION_STREAM);
		return {
			id: user.id,
			user_name: `${user.first_name} ${user.last_name}`,
			first_name: user.first_name,
			last_name: user.last_name,
			user_status: user.status,
			created_on: localTime(user.createdAt),
			federated_status: user.federated_status,
			memberships: [...user.memberships].map(([account, membership]) => ({
				account_id: account,
				email: user.email,
				status: membership.status,
				permission_profile: this.profileView(membership),
				groups: this.groupsView(membership),
			})),
		};
	}

	private item(user: SimUser, account: string): JsonObject {
		const membership = user.memberships.get(account);
		const { contract, terse } = this.options;
		const access = membership && {
			membership_status: membership.status,
			permission_profile: this.profileView(membership),
			groups: this.groupsView(membership),
		};
		if (terse && access)
			return { id: user.id, user_name: `${user.first_name} ${user.last_name}`, ...access };
		const shown = {
			id: user.id,
			user_name: `${user.first_name} ${user.last_name}`,
			first_name: user.first_name,
			last_name: user.last_name,
			email: user.email,
			created_on: localTime(user.createdAt),
		};
		if (contract === 'openApi') {
			return { ...shown, user_status: user.status, membership_status: membership?.status };
		}
		return {
			...shown,
			status: user.status.replace(/^./, (letter) => letter.toUpperCase()),
			federated_status: user.federated_status,
			...access,
		};
	}

	/** The lists a trigger reads. */
	get streams(): string[] {
		return this.options.terse ? [...this.watched, ORGANIZATION_STREAM] : [...this.watched];
	}

	private profileView = ({ profile }: SimMembership) => ({ id: profile, name: `P${profile}` });
	private groupsView = ({ groups }: SimMembership) => groups.map((id) => ({ id, name: `G${id}` }));

	private isSince(modifiedAt: number, since: number): boolean {
		switch (this.options.precision) {
			case 'millisecond':
				return modifiedAt >= since;
			case 'day':
				return toDay(modifiedAt) >= toDay(since);
			case 'storedDay':
				return toDay(modifiedAt) >= since;
		}
	}
}

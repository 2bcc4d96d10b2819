import type { UserEvent } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import {
	applyFields,
	applyMembership,
	applyStatus,
	type Cells,
	cellsOf,
	closedOnes,
	fromServer,
	joined,
	open,
	plain,
	UNREAD,
} from './cells';
import { asFarAsShown, note, type Shown } from './notes';
import type { SimServer } from './server';

/**
 * What a workflow knows that has only the events: it takes from an event no more than what the event
 * says has changed. An event that tells it nothing new is a repeat.
 */
export class Mirror {
	readonly users = new Map<string, Cells>();
	readonly repeats: UserEvent[] = [];
	/** Users whose profile the baseline does not read: of the policy, no change can be told yet. */
	private readonly unread = new Set<string>();
	private readonly ids = new Set<string>();

	/** @param knows whether the users of now are known without an event; else they are told or noted */
	constructor(
		private readonly server: SimServer,
		knows: boolean,
		readsProfiles: boolean,
	) {
		if (!knows) return;
		for (const user of server.users.values()) {
			this.users.set(user.id, fromServer(user));
			if (!readsProfiles) this.unread.add(user.id);
		}
	}

	/**
	 * Takes the events of one poll.
	 *
	 * @param how `existing`: these are the users who were there before the trigger; `dropRepeats`: as a
	 * workflow does whose event_id is the key by which it writes
	 */
	take(events: readonly UserEvent[], how: { existing?: boolean; dropRepeats?: boolean } = {}) {
		const closed = new Map([...this.users].map(([id, cells]) => [id, closedOnes(cells)]));
		for (const event of events) this.takeOne(event, how);
		for (const event of events) {
			const id = String(event.user.id);
			const cells = this.users.get(id);
			if (cells && event.event === 'userReactivated') {
				open(cells, closed.get(id) ?? new Set(), this.cellsOf(event));
			}
		}
	}

	/** Takes what a poll saw beside its events, see `note`. */
	note(shown: readonly Shown[], tellsFrom: number): void {
		for (const each of shown) note(this.users, each, tellsFrom);
	}

	private takeOne(event: UserEvent, { existing = false, dropRepeats = false }): void {
		const seen = this.ids.has(event.event_id);
		this.ids.add(event.event_id);
		if (dropRepeats && seen) {
			this.renew(event);
			return;
		}
		const id = String(event.user.id);
		const before = JSON.stringify(this.view(id));
		this.apply(id, event, existing);
		if (seen || before === JSON.stringify(this.view(id))) this.repeats.push(event);
	}

	/** Who is new may have changed since it was told first: the repeat takes its place. */
	private renew(event: UserEvent): void {
		const id = String(event.user.id);
		if (event.event === 'userCreated') this.users.delete(id);
		const isJoining = event.previous?.membership_status === null;
		if (isJoining) this.users.get(id)?.memberships.delete(event.account_id ?? '');
		if (isJoining || event.changed_fields === undefined) this.apply(id, event, false);
	}

	/** Where the workflow's knowledge differs from Docusign. */
	differences(server: SimServer): string[] {
		return [...server.users.values()].flatMap((user) => {
			const now = asFarAsShown(fromServer(user), this.users.get(user.id));
			const seen = { ...now, ...(this.unread.has(user.id) ? UNREAD : {}) };
			const there = JSON.stringify(plain(seen));
			const here = JSON.stringify(this.view(user.id));
			return here === there ? [] : [`${user.id}: ${here} instead of ${there}`];
		});
	}

	private view(id: string) {
		const cells = this.users.get(id);
		return cells && plain({ ...cells, ...(this.unread.has(id) ? UNREAD : {}) });
	}

	private cellsOf(event: UserEvent): Cells {
		return cellsOf(event, (account) => this.server.watched.has(account));
	}

	private apply(id: string, event: UserEvent, existing: boolean): void {
		const cells = this.users.get(id);
		const now = this.cellsOf(event);
		// The first event of a user whose profile was never read brings the policy along.
		if (cells && this.unread.delete(id)) cells.federated_status = now.federated_status;
		if (event.event === 'userCreated') {
			if (!cells) this.users.set(id, existing ? now : { ...now, status: 'created' });
			// Joining the first accounts is part of it, also for one who was noted in another account.
			else this.users.set(id, { ...cells, memberships: joined(cells, now) });
		} else if (!cells) {
			// Closed already in the first run, or in an account before the trigger watches it.
			if (['userClosed', 'membershipChanged'].includes(event.event)) this.users.set(id, now);
		} else if (event.event === 'membershipChanged') {
			applyMembership(cells, event);
		} else if (event.event === 'userUpdated') {
			applyFields(cells, event, now);
		} else {
			applyStatus(cells, event, now);
		}
	}
}

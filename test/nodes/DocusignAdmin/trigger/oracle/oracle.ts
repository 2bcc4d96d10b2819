import type { Shape } from './answers';
import type { User } from './directory';
import { numberOf, type Facts } from './facts';
import { ACCESS, knownOf, noteAccess, type Access, type Known } from './known';

/*
 * What must be told between two moments at which the trigger has caught up, said once more and in
 * another way than detection does: as facts such as `3 membershipChanged a groups`, in no order.
 */

export class Oracle {
	private readonly known = new Map<number, Known>();

	constructor(private readonly shape: Shape) {}

	firstRun(users: readonly User[]): void {
		for (const user of users) {
			this.known.set(numberOf(user.id), knownOf(user, this.shape, 'firstRun'));
		}
	}

	/**
	 * The facts since the last time, which count as told from now on.
	 *
	 * @param troubled a poll may have seen only a part, or something changed while lists were read
	 * @param told the facts that were told meanwhile
	 */
	since(users: readonly User[], troubled: boolean, told: readonly string[]): Facts {
		const facts: Facts = { required: new Set(), tolerated: new Set() };
		for (const user of users) {
			const number = numberOf(user.id);
			const before = this.known.get(number);
			const after = knownOf(user, this.shape, before);
			if (before) this.changed(number, before, after, troubled, facts);
			else this.met(number, after, troubled, facts);
			if (troubled) noteAccess(number, user, after, new Set(told));
			this.known.set(number, after);
		}
		return facts;
	}

	/** What a user's membership allowed when it was told last. */
	accessBefore(number: number, account: string): Access | undefined {
		return this.known.get(number)?.memberships.get(account)?.access;
	}

	private met(number: number, after: Known, troubled: boolean, facts: Facts): void {
		facts.required.add(`${number} userCreated`);
		if (after.status === 'active') facts.required.add(`${number} userActivated`);
		if (after.status === 'closed') facts.required.add(`${number} userClosed`);
		if (!troubled) return;
		for (const account of after.memberships.keys()) {
			for (const field of ['membership_status', 'permission_profile', 'groups']) {
				facts.tolerated.add(`${number} membershipChanged ${account} ${field}`);
			}
		}
	}

	private changed(
		number: number,
		before: Known,
		after: Known,
		troubled: boolean,
		{ required, tolerated }: Facts,
	): void {
		const [was, is] = [before.status, after.status];
		const isActivated = was === 'created' && is === 'active';
		const ending =
			is === 'closed' ? 'userClosed' : was === 'closed' ? 'userReactivated' : undefined;
		const step = ending ?? (isActivated ? 'userActivated' : undefined);
		const status = this.shape.contract === 'openApi' ? 'user_status' : 'status';
		if (was !== is) required.add(step ? `${number} ${step}` : `${number} userUpdated ${status}`);
		for (const [field, value] of after.fields) {
			if (before.fields.get(field) !== value) required.add(`${number} userUpdated ${field}`);
		}
		for (const [account, now] of after.memberships) {
			const fact = (field: string) => `${number} membershipChanged ${account} ${field}`;
			const then = before.memberships.get(account);
			const isOpen = now.status !== 'closed';
			if (!then) {
				if (isOpen) required.add(fact('membership_status'));
				if (troubled && isOpen) tolerated.add(fact('permission_profile')).add(fact('groups'));
				if (troubled || !isOpen) tolerated.add(fact('membership_status'));
				continue;
			}
			const follows =
				was !== is &&
				((!isOpen && step === 'userClosed') ||
					(then.status === 'closed' && step === 'userReactivated') ||
					(then.status !== 'closed' && now.status === 'active' && step === 'userActivated'));
			if (then.status !== now.status) {
				if (!follows) required.add(fact('membership_status'));
				else if (troubled || !then.access) tolerated.add(fact('membership_status'));
			}
			if (!isOpen && !troubled) continue;
			for (const [field, key] of ACCESS) {
				// Told before the membership was closed, or else when it is open again.
				if (!then.access || !isOpen) tolerated.add(fact(field));
				else if (then.access[key] !== now.access?.[key]) required.add(fact(field));
			}
		}
	}
}

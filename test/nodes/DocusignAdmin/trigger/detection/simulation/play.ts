import type { FirstRun } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import { apply, type Edit } from './edits';
import { Mirror } from './mirror';
import { type Faults, type Ready, SimNode, type Told } from './node';
import { SimServer } from './server';
import { DAY_MINUTES, MINUTE, type Step, type World } from './worlds';

export interface PlayOptions {
	firstRun?: FirstRun;
	/** Whether the baseline reads the profiles of all users, or of none. */
	readsProfiles?: boolean;
	/** Whether the workflow drops items whose event_id it has seen. */
	dropRepeats?: boolean;
	/** The workflow begins with what the first run takes note of, so that much may happen meanwhile. */
	notes?: boolean;
}

/** A server, a trigger and what a workflow makes of its events, going through a scenario. */
export class Play {
	readonly server: SimServer;
	readonly node: SimNode;
	readonly mirror: Mirror;
	/** Polls that told more than they may. */
	oversized = 0;
	private crashes = 0;
	private readonly dropRepeats: boolean;
	private readonly notes: boolean;

	constructor(
		world: World,
		{
			firstRun = 'skipExisting',
			readsProfiles = true,
			dropRepeats = false,
			notes = false,
		}: PlayOptions = {},
	) {
		this.dropRepeats = dropRepeats;
		this.notes = notes;
		const accounts = ['a', 'b', 'c'].slice(0, world.accounts).map((name) => `account-${name}`);
		this.server = new SimServer({ ...world.server, accounts });
		for (const each of world.existing) {
			this.server.now += 3 * MINUTE;
			apply(this.server, each);
		}
		// Who was modified shortly before the baseline counts as unchanged until read.
		if (!readsProfiles) this.server.now += 3 * DAY_MINUTES * MINUTE;
		const maxBaselineProfiles = readsProfiles ? 100 : 0;
		const { maxEventsPerPoll, maxRechecks, overlapMinutes } = world;
		const { contract } = world.server;
		const scope = { contract, organizationId: 'organization', accountIds: [] };
		this.node = new SimNode(
			this.server,
			{ scope, firstRun, overlapMinutes, maxEventsPerPoll, maxRechecks, maxBaselineProfiles },
			world.pageSize,
		);
		const knows = firstRun !== 'emitExisting' && !notes;
		this.mirror = new Mirror(this.server, knows, readsProfiles || contract === 'cursor');
	}

	step(step: Step): void {
		this.server.now += step.later;
		switch (step.do) {
			case 'edit':
				apply(this.server, step.edit);
				break;
			case 'restart':
				this.node.restart();
				break;
			case 'crash':
				this.crash(step.edit);
				break;
			case 'account':
				this.moveAccount(step.account);
				break;
			case 'overlap':
				this.overlap(step);
				break;
			case 'poll':
				this.faultyPoll(step);
		}
	}

	/** One poll; undefined when it failed. */
	poll(faults: Faults = {}): Told | undefined {
		const ready = this.node.run(faults);
		if (ready) this.finish(ready);
		return ready;
	}

	/** Polls without faults and changes until everything must have been told. */
	settle(): void {
		for (const account of this.server.options.accounts) this.server.watched.add(account);
		for (let quiet = 0, polls = 0; quiet < 25; polls++) {
			if (polls > 400) throw new Error('The trigger never catches up.');
			this.server.now += 5 * MINUTE;
			const told = this.poll();
			quiet = told?.caughtUp && told.events.length === 0 ? quiet + 1 : 0;
		}
	}

	/** The same where no poll has time for many lists, so that none is known to have caught up. */
	settleSlowly(listBudget: number): void {
		for (let quiet = 0, polls = 0; quiet < 80; polls++) {
			if (polls > 2000) throw new Error('The trigger never comes to rest.');
			this.server.now += 5 * MINUTE;
			quiet = this.poll({ listBudget })?.events.length === 0 ? quiet + 1 : 0;
		}
	}

	takeBaseline(): void {
		while (this.poll()?.baseline === 'running') this.server.now += MINUTE;
	}

	private finish(ready: Ready): void {
		this.tell(ready);
		this.node.commit(ready);
	}

	private tell({ events, shown }: Ready): void {
		const told = new Set(events.map(({ user }) => user.id));
		if (events.length > this.node.settings.maxEventsPerPoll && told.size > 1) this.oversized++;
		const existing = this.node.isFirstRun;
		const note = () => this.notes && this.mirror.note(shown, this.node.tellsFrom);
		note();
		this.mirror.take(events, { existing, dropRepeats: this.dropRepeats });
		// What was not told of those who were is known by now, too.
		note();
	}

	/** n8n dies after telling and before storing, and the trigger goes on from what was stored before. */
	private crash(meanwhile: Edit | undefined): void {
		const ready = this.node.run();
		if (ready) this.tell(ready);
		this.node.restart();
		// To a value not seen before: what is changed back in that time cannot be told.
		if (meanwhile) apply(this.server, { ...meanwhile, value: 100 * ++this.crashes });
		for (let polls = 0; !this.poll()?.caughtUp || polls < 10; polls++) {
			this.server.now += 5 * MINUTE;
		}
	}

	/** An account joins the organization or leaves it; one is always there. */
	private moveAccount(number: number): void {
		const { options, watched } = this.server;
		const account = options.accounts[number % options.accounts.length];
		if (!watched.delete(account) || watched.size === 0) watched.add(account);
	}

	/** The first of two polls is slower than the second. */
	private overlap({ edit }: Extract<Step, { do: 'overlap' }>): void {
		const slow = this.node.run();
		apply(this.server, edit);
		const fast = this.node.run();
		if (fast) this.finish(fast);
		const storedNow =
			this.node.stored === undefined ? {} : (JSON.parse(this.node.stored) as unknown);
		if (slow && !slow.poll.isStale(storedNow)) this.finish(slow);
	}

	private faultyPoll({ meanwhile, ...faults }: Extract<Step, { do: 'poll' }>): void {
		let request = 0;
		this.poll({
			...faults,
			meanwhile: () => {
				for (const [at, each] of meanwhile) if (at === request) apply(this.server, each);
				request++;
			},
		});
	}
}

import {
	type Beginning,
	Poll,
	type PollSettings,
	type StoredState,
	type UserEvent,
} from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import type { Shown } from './notes';
import type { SimServer } from './server';

export interface Faults {
	/** The request, counted from 0, that fails and with it the poll. */
	failsAt?: number;
	/** Requests after which the time of the poll is over. */
	budget?: number;
	/** The same for lists only; there is time for profiles. */
	listBudget?: number;
	/** Positions in lists are not known: a list goes on from its beginning. */
	forgetful?: boolean;
	/** Called before each request, to change Docusign meanwhile. */
	meanwhile?: () => void;
}

export interface Told {
	beginning: Beginning;
	events: UserEvent[];
	requests: number;
	caughtUp: boolean;
	baseline: 'running' | 'done';
}

/** A poll whose events and state are neither told nor stored yet. */
export interface Ready extends Told {
	state: StoredState;
	/** What its answers showed, in their order. */
	shown: Shown[];
	worthStoring: boolean;
	poll: Poll;
}

const REQUEST = 20;

/** The trigger as n8n runs it: a poll on the stored state, which it replaces when the poll succeeds. */
export class SimNode {
	/** What n8n keeps in memory, and what it has written to its database. */
	stored?: string;
	private written?: string;
	private requests = 0;
	private shown: Shown[] = [];
	private failed = false;

	constructor(
		private readonly server: SimServer,
		readonly settings: Omit<PollSettings, 'now' | 'streams'>,
		private readonly pageSize: number,
	) {}

	/** One poll up to the point where its events and its state are ready; undefined when it failed. */
	run(faults: Faults = {}): Ready | undefined {
		this.server.reorder();
		this.requests = 0;
		this.shown = [];
		this.failed = false;
		const base = this.stored === undefined ? {} : (JSON.parse(this.stored) as unknown);
		const settings = { ...this.settings, streams: this.server.streams };
		const poll = new Poll(base, { ...settings, now: this.server.now });
		this.readLists(poll, faults);
		for (const id of poll.wantedProfiles()) {
			if (this.isOver(faults)) break;
			const readAt = this.server.now;
			if (!this.request(faults)) break;
			const raw = this.server.profile(id);
			if (raw) this.shown.push({ silent: false, raw });
			poll.profile(id, raw, readAt);
		}
		if (this.failed) return undefined;
		const outcome = poll.finish(this.server.now);
		return {
			...outcome,
			poll,
			beginning: poll.beginning,
			requests: this.requests,
			shown: this.shown,
		};
	}

	/** Stores as n8n does: the database only when something is emitted, be it an empty list. */
	commit({ state, worthStoring }: { state: StoredState; worthStoring: boolean }): void {
		this.stored = JSON.stringify(state);
		if (worthStoring) this.written = this.stored;
	}

	/** Whether the first baseline is still to be taken, or to be told. */
	get isFirstRun(): boolean {
		return (
			this.stored === undefined || (JSON.parse(this.stored) as StoredState).firstRun !== undefined
		);
	}

	private hasBaseline(stream: string): boolean {
		const { streams } = JSON.parse(this.stored ?? '{}') as Partial<StoredState>;
		return streams?.[stream]?.cursor !== undefined;
	}

	/** Users created since then are told when a list shows them that is added later. */
	get tellsFrom(): number {
		return this.isFirstRun ? Infinity : (JSON.parse(this.stored!) as StoredState).epoch;
	}

	/** n8n dies and starts again. */
	restart(): void {
		this.stored = this.written;
	}

	private readLists(poll: Poll, faults: Faults): void {
		const isOver = () => this.isOver(faults) || this.requests >= (faults.listBudget ?? Infinity);
		for (let read = poll.nextReads()[0]; read && !isOver(); read = poll.nextReads()[0]) {
			const { stream, since } = read;
			let start: number | undefined = Number(read.position ?? 0);
			while (start !== undefined) {
				if (isOver()) return;
				if (!this.request(faults)) return;
				const page = this.server.list(stream, since, start, this.pageSize);
				const next = faults.forgetful ? null : (page.next ?? null);
				const silent = !this.hasBaseline(stream);
				// An opening takes note of nobody whom the whole list does not show.
				for (const raw of page.items) this.shown.push({ stream, silent, raw });
				const more = poll.page(stream, page.items, next) === 'more';
				if (page.next === undefined) poll.endOfList(stream);
				else if (!more) return;
				start = page.next;
			}
		}
	}

	private isOver({ budget = Infinity }: Faults): boolean {
		return this.failed || this.requests >= budget;
	}

	/** @returns whether there is an answer */
	private request({ failsAt, meanwhile }: Faults): boolean {
		this.failed = this.requests++ === failsAt;
		this.server.now += REQUEST;
		meanwhile?.();
		return !this.failed;
	}
}

import { changesOf } from '../events/changes';
import type { PollParts } from '../context';
import type { Run } from './listReader';
import { complete, isOver, type MergeRules, settled, streamFinder, update } from '../events/merge';
import { createdOn, type Observed } from './observation';
import { isClosed, membershipIn, REVISIONS, sameUser, type UserRecord } from '../store/record';
import { type TriageFacts, verdictOn } from './triage';

/** A reading that lies ahead of the clock by more than this was noted by a clock that was wrong. */
const AHEAD = 60_000;

/** Sorts what lists show, item by item: noted at once, kept for the end of the poll, or let go. */
export class Sorter {
	private readonly rules: MergeRules;
	private readonly facts = new Map<Run, TriageFacts>();

	constructor(private readonly parts: PollParts) {
		const streamOf = streamFinder(parts.settings.streams);
		this.rules = { streamOf, learns: () => true, listed: new Set() };
	}

	take(run: Run, page: number, observed: Observed): void {
		const { candidates, store } = this.parts;
		const { userId } = observed;
		if (candidates.isToBeTold(userId)) {
			candidates.addToTell(run.stream, observed, page);
			return;
		}
		const facts = this.factsOf(run);
		let known = store.get(userId);
		let verdict = verdictOn(observed, known, facts);
		if (verdict === 'note') {
			known = this.note(observed, known);
			verdict = verdictOn(observed, known, facts);
		}
		switch (verdict) {
			case 'absorb':
				this.absorb(run, observed, known);
				break;
			case 'learn':
				this.absorb(run, observed, known);
				candidates.addToLearn(observed, isClosed(observed.memberships[0]?.status));
				break;
			case 'tell':
				candidates.addToTell(run.stream, observed, page);
				break;
			case 'read':
				candidates.addToRead(run.stream, observed, page);
				break;
			case 'recheck':
				if (known?.readAt !== undefined) run.deferred.set(userId, known.readAt * 1_000);
				candidates.addToRecheck(run.stream, observed, known?.readAt ?? 0);
		}
	}

	private factsOf(run: Run): TriageFacts {
		let facts = this.facts.get(run);
		if (!facts) {
			const { settings, began, profiles } = this.parts;
			const { stream, pass } = run;
			const everybody = settings.scope.accountIds.length === 0;
			const { settlesUntil = 0, cursor = 0 } = began.streams[stream] ?? {};
			facts = {
				stream,
				pass,
				tells: pass.kind === 'window' || began.firstRun === 'emitExisting',
				// An account that somebody chose to watch has its users from before.
				addedSince: everybody && began.firstRun === undefined ? began.epoch : undefined,
				profiles,
				everybody,
				isSettling: (known) => known.settling && settings.now < settlesUntil,
				isRead({ readAt = 0 }) {
					const at = readAt * 1_000;
					// Kept to the second: what was read in the second in which the window began counts.
					return at + 1_000 > cursor && at <= settings.now + AHEAD && readAt > 0;
				},
				isWanted: (known, observed) => this.isWanted(known, observed),
				after: (known, observed) => this.after(known, observed),
			};
			this.facts.set(run, facts);
		}
		return facts;
	}

	private after(known: UserRecord | undefined, observed: Observed): UserRecord {
		return settled(known, update(known, observed, { ...this.rules, wasOver: isOver(known) }));
	}

	private isWanted(known: UserRecord | undefined, observed: Observed): boolean {
		const { began, settings, strings, tells } = this.parts;
		// Nothing is known of who the user is, which the profile then has to say.
		if (!known && observed.status === undefined) return true;
		const at = createdOn(observed);
		return changesOf(known, this.after(known, observed), {
			strings,
			statusField: 'status',
			existing: began.firstRun === 'emitExisting',
			created: at === undefined || at >= began.epoch - settings.overlapMinutes * 60_000,
			tells,
			suspicious: () => false,
		}).some(({ event }) => tells(event));
	}

	/** A difference that nobody wants to be told, and that must not cost anything. */
	private note(observed: Observed, known: UserRecord | undefined): UserRecord {
		const after = this.after(known, observed);
		const revision = known ? (known.revision + 1) % REVISIONS : after.revision;
		const record = { ...after, revision };
		this.parts.store.set(observed.userId, record);
		return record;
	}

	private absorb({ stream, pass }: Run, observed: Observed, known: UserRecord | undefined): void {
		const record = complete(known, observed, this.rules);
		const settles = pass.kind === 'opening' && membershipIn(known, stream) === undefined;
		const marked = settles ? { ...record, settling: true } : record;
		if (!known || settles || !sameUser(known, record)) {
			this.parts.store.set(observed.userId, marked);
		}
	}
}

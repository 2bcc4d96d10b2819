import { complete, type MergeRules, update } from './merge';
import type { PollParts } from './context';
import type { Run } from './listReader';
import { isClosed, membershipIn, sameUser, type UserRecord } from './record';
import { streamFinder } from './scope';
import type { Sighting } from './observation';
import { type TriageFacts, verdictOn } from './triage';

/** Sorts what lists show, item by item: noted at once, kept for the end of the poll, or let go. */
export class Dedupe {
	/** Users returned by a window of this poll, ids in lower case. */
	readonly returned = new Set<string>();
	private readonly rules: MergeRules;
	private readonly facts = new Map<Run, TriageFacts>();

	constructor(private readonly parts: PollParts) {
		const streamOf = streamFinder(parts.settings.streams);
		this.rules = { streamOf, learns: () => true, listed: new Set() };
	}

	take(run: Run, page: number, sighting: Sighting): void {
		const { candidates, ledger, watch } = this.parts;
		const { userId } = sighting;
		if (run.pass.kind === 'window') this.returned.add(userId.toLowerCase());
		if (candidates.isToBeTold(userId)) {
			candidates.addToTell(run.stream, sighting, page);
			return;
		}
		const known = ledger.get(userId);
		switch (verdictOn(sighting, known, this.factsOf(run))) {
			case 'ignore':
				break;
			case 'absorb':
				this.absorb(run, sighting, known);
				break;
			case 'learn':
				this.absorb(run, sighting, known);
				candidates.addToLearn(sighting, isClosed(sighting.memberships[0]?.status));
				break;
			case 'tell':
				candidates.addToTell(run.stream, sighting, page);
				break;
			case 'recheck':
				candidates.addSuspect(run.stream, sighting, watch.get(userId) ?? 0);
		}
	}

	private factsOf(run: Run): TriageFacts {
		let facts = this.facts.get(run);
		if (!facts) {
			const { settings, began, watch, profiles } = this.parts;
			const { stream, pass } = run;
			const settlesUntil = began.streams[stream]?.settlesUntil ?? 0;
			facts = {
				stream,
				pass,
				tells: pass.kind === 'window' || began.firstRun === 'emitExisting',
				addedSince: began.firstRun === undefined ? began.epoch : undefined,
				profiles,
				everybody: settings.scope.accountIds.length === 0,
				isSettling: (known) => known.settling && settings.now < settlesUntil,
				isWatched: (userId) => watch.get(userId) !== undefined,
				after: (known, sighting) => update(known, sighting, this.rules),
			};
			this.facts.set(run, facts);
		}
		return facts;
	}

	private absorb({ stream, pass }: Run, sighting: Sighting, known: UserRecord | undefined): void {
		const record = complete(known, sighting, this.rules);
		const settles = pass.kind === 'opening' && membershipIn(known, stream) === undefined;
		const settled = settles ? { ...record, settling: true } : record;
		if (!known || settles || !sameUser(known, record)) {
			this.parts.ledger.set(sighting.userId, settled);
		}
	}
}

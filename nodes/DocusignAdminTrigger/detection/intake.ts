import type { Ledger } from './ledger';
import { complete, type MergeRules, update } from './merge';
import type { PollParts } from './parts';
import type { Run } from './reading';
import { isClosed, membershipIn } from './record';
import { streamFinder } from './scope';
import type { Sighting } from './sighting';
import { type TriageFacts, type Verdict, verdictOn } from './triage';

/** Sorts what lists show, item by item: noted at once, kept for the end of the poll, or let go. */
export class Intake {
	/** Users returned by a window of this poll, ids in lower case. */
	readonly returned = new Set<string>();
	private readonly rules: MergeRules;

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
		const verdict = verdictOn(sighting, known, this.facts(run, sighting, known));
		const actions: Record<Verdict, () => void> = {
			ignore: () => undefined,
			absorb: () => this.absorb(run, sighting),
			learn: () => {
				this.absorb(run, sighting);
				candidates.addToLearn(sighting, isClosed(sighting.memberships[0]?.status));
			},
			tell: () => candidates.addToTell(run.stream, sighting, page),
			recheck: () => candidates.addSuspect(run.stream, sighting, watch.get(userId) ?? 0),
		};
		actions[verdict]();
	}

	private facts(
		run: Run,
		{ userId, ...shown }: Sighting,
		known: ReturnType<Ledger['get']>,
	): TriageFacts {
		const { settings, began, watch, profiles } = this.parts;
		const { stream, pass } = run;
		const settlesUntil = began.streams[stream]?.settlesUntil ?? 0;
		return {
			stream,
			pass,
			tells: pass.kind === 'window' || began.firstRun === 'emitExisting',
			addedSince: began.firstRun === undefined ? began.epoch : undefined,
			profiles,
			everybody: settings.scope.accountIds.length === 0,
			settling: known?.settling === true && settings.now < settlesUntil,
			watched: watch.get(userId) !== undefined,
			after: () => update(known, { userId, ...shown }, this.rules),
		};
	}

	private absorb({ stream, pass }: Run, sighting: Sighting): void {
		const { ledger } = this.parts;
		const known = ledger.get(sighting.userId);
		const record = complete(known, sighting, this.rules);
		const fresh = membershipIn(known, stream) === undefined;
		const settling = record.settling || (pass.kind === 'opening' && fresh);
		ledger.set(sighting.userId, { ...record, settling });
	}
}

import type { Send } from '../../shared/http';

const MINUTE = 60_000;

/** How far Docusign's clock is behind this machine's, as the `Date` of its answers shows. */
export class ServerClock {
	private behind = Infinity;

	constructor(private readonly now: () => number) {}

	/** Requests whose answers are looked at. */
	seenBy(send: Send): Send {
		return async (request) => {
			const answer = await send(request);
			const at = answer.status === undefined ? NaN : Date.parse(answer.headers.date ?? '');
			// A proxy may give an old answer, never one of the future: the smallest difference counts.
			if (!Number.isNaN(at)) this.behind = Math.min(this.behind, this.now() - at);
			return answer;
		};
	}

	/**
	 * What to warn of: windows begin by this machine's clock, so that a change is missed whose time lies
	 * further back than they overlap.
	 */
	warning(overlapMinutes: number): string | undefined {
		const minutes = Math.round(this.behind / MINUTE);
		if (!Number.isFinite(minutes) || minutes <= overlapMinutes) return undefined;
		return `This machine's clock is ${minutes} minutes ahead of Docusign's, and polls overlap by ${overlapMinutes}: changes may be missed. Set the clock, or raise Overlap.`;
	}
}

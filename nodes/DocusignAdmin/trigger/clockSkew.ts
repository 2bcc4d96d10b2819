import type { Send } from '../../shared/http';

const MINUTE = 60_000;
/** `Date` has a resolution of a second, and answers travel: less than this is no wrong clock. */
const TOLERATED = 5_000;

/** How far Docusign's clock is behind this machine's, as the `Date` of its answers shows. */
export class ServerClock {
	private behind = Infinity;

	/** Requests whose answers are looked at. */
	seenBy(send: Send): Send {
		return async (request) => {
			const answer = await send(request);
			const at = answer.status === undefined ? NaN : Date.parse(answer.headers.date ?? '');
			// A proxy may give an old answer, never one of the future: the smallest difference counts.
			if (!Number.isNaN(at)) this.behind = Math.min(this.behind, Date.now() - at);
			return answer;
		};
	}

	/** By how much this machine's clock is ahead, ms; 0 where answers do not tell or it is no wrong clock. */
	ahead(): number {
		return Number.isFinite(this.behind) && this.behind > TOLERATED ? this.behind : 0;
	}

	/** What to say of a clock that is ahead by more than windows overlap. It is reckoned with. */
	warning(overlapMinutes: number): string | undefined {
		const minutes = Math.round(this.ahead() / MINUTE);
		if (minutes <= overlapMinutes) return undefined;
		return `This machine's clock is ${minutes} minutes ahead of Docusign's. The trigger reckons with that where Docusign's answers show their time; set the clock all the same.`;
	}
}

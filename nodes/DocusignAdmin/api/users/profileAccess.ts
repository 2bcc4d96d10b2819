import type { ApiFailure } from '../../../shared/errors/apiFailure';

/** After that it is tried again: plans change, and a refusal may have had another cause. */
const REFUSED_FOR_MS = 15 * 60_000;

/**
 * Whether Docusign gives the profiles of an organization by ID. Its pages offer that to organizations
 * with both CLM and eSignature; with which status it refuses the others is not known.
 */
export class ProfileAccess {
	/** How many were given so far. */
	gives = 0;
	/** The two users whose profiles were given last; nobody where they are not given, or nothing is known. */
	private givenTo: string[] = [];
	private refusedUntil = 0;
	private refusedTo?: string;
	private lastRefusal?: ApiFailure;
	private refusedSince = Infinity;
	private hasLasted = false;
	/** Refused for several users, or for one again after a while: no exception any more. */
	private isRule = false;
	/**
	 * To be waited for: while nothing is known, one asks and the others wait for what comes of it, since
	 * each refusal may cost a new token.
	 */
	asking?: Promise<unknown>;

	constructor(private readonly now: () => number = Date.now) {}

	/** Whether they were given when last asked for; false where nothing is known. */
	get works(): boolean {
		return this.givenTo.length > 0;
	}

	/** The refusal that is remembered; undefined where it is worth to ask. */
	get refusal(): ApiFailure | undefined {
		return this.now() < this.refusedUntil ? this.lastRefusal : undefined;
	}

	/** Whether the refusal is known of somebody else alone, so that it may not be about all. */
	isDoubtful(id: string): boolean {
		return this.refusal !== undefined && !this.isRule && this.refusedTo !== id;
	}

	/** Whether the refusal has lasted, so that it is no passing one. */
	get lasts(): boolean {
		return this.refusal !== undefined && this.hasLasted;
	}

	/** Somebody else whose profile was given. */
	givenBeside(id: string): string | undefined {
		return this.givenTo.find((each) => each !== id);
	}

	given(id: string): void {
		this.gives++;
		this.givenTo = [id, ...this.givenTo.filter((each) => each !== id)].slice(0, 2);
		this.refusedUntil = 0;
		this.refusedTo = undefined;
		this.refusedSince = Infinity;
		this.isRule = this.hasLasted = false;
	}

	refused(id: string, failure: ApiFailure): void {
		const now = this.now();
		this.givenTo = [];
		this.refusedSince = Math.min(this.refusedSince, now);
		this.hasLasted = now - this.refusedSince >= REFUSED_FOR_MS;
		this.isRule ||= this.hasLasted || (this.refusedTo ?? id) !== id;
		this.refusedTo ??= id;
		this.lastRefusal = failure;
		this.refusedUntil = now + REFUSED_FOR_MS;
	}

	/** Asks to find out, after those who are about to, and while the next ones wait. */
	async alone<T>(ask: () => Promise<T>): Promise<T> {
		while (this.asking) await this.asking;
		const answer = ask();
		const asking = answer.then(
			() => undefined,
			() => undefined,
		);
		this.asking = asking;
		return await answer.finally(() => {
			if (this.asking === asking) this.asking = undefined;
		});
	}
}

/** Of more it is asked anew: expressions may sign in as any number of users. */
const MOST_KNOWN = 1_000;

/** By sign-in and organization, for all runs of the process. */
const known = new Map<string, ProfileAccess>();

/** What is known of it by now; the one object for a sign-in and an organization. */
export function profileAccess(identity: string, organizationId: string): ProfileAccess {
	const key = `${identity} ${organizationId}`;
	const access = known.get(key) ?? new ProfileAccess();
	known.set(key, access);
	const [oldest] = known.keys();
	if (known.size > MOST_KNOWN) known.delete(oldest);
	return access;
}

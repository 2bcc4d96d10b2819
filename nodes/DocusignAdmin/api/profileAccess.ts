import type { ApiFailure } from '../../shared/errors/apiFailure';

/** After that it is tried again: plans change, and a refusal may have had another cause. */
const REFUSED_FOR_MS = 15 * 60_000;

/**
 * Whether Docusign gives the profiles of an organization by ID. Its pages offer that to organizations
 * with both CLM and eSignature; with which status it refuses the others is not known.
 */
export class ProfileAccess {
	/** Whether they were given when last asked for; false where nothing is known. */
	works = false;
	private refusedUntil = 0;
	private lastRefusal?: ApiFailure;
	/**
	 * To be waited for: while nothing is known, one asks and the others wait for what comes of it, since
	 * each refusal may cost a new token.
	 */
	asking?: Promise<unknown>;

	constructor(private readonly now: () => number = Date.now) {}

	/** The refusal that is remembered; undefined where it is worth to ask. */
	get refusal(): ApiFailure | undefined {
		return this.now() < this.refusedUntil ? this.lastRefusal : undefined;
	}

	given(): void {
		this.works = true;
		this.refusedUntil = 0;
	}

	refused(failure: ApiFailure): void {
		this.works = false;
		this.lastRefusal = failure;
		this.refusedUntil = this.now() + REFUSED_FOR_MS;
	}

	/** Asks to find out, while the others wait. */
	async alone<T>(ask: () => Promise<T>): Promise<T> {
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

/** By sign-in and organization, for all runs of the process. */
const known = new Map<string, ProfileAccess>();

export function profileAccess(identity: string, organizationId: string): ProfileAccess {
	const key = `${identity} ${organizationId}`;
	const access = known.get(key) ?? new ProfileAccess();
	known.set(key, access);
	return access;
}

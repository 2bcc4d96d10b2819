import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ApiRequest } from '../../shared/http';
import type { PageTurn } from '../../shared/paging/types';
import { isLimit } from './errors/catalogue';

/** How organizations without the plan for something are refused; with which of these is not documented. */
const REFUSED = new Set([400, 401, 403, 404]);

/** Whether the plan may be what a request was refused for. */
const isRefusal = (error: unknown): error is ApiFailure =>
	error instanceof ApiFailure && REFUSED.has(error.status ?? 0) && !isLimit(error);

/** All choices of some of the names, the largest first, in their order; the last one is none of them. */
function choices(names: readonly string[]): string[][] {
	const all = names.reduce<string[][]>(
		(some, name) => [...some, ...some.map((choice) => [...choice, name])],
		[[]],
	);
	return all.sort((one, other) => other.length - one.length);
}

type Sending<T> = (query: ApiRequest['query'], turn: PageTurn | undefined) => Promise<T>;

/**
 * Query parameters that ask a list for more than it shows anyway. Some organizations have no plan for them:
 * what is refused is left out, so that the list goes on without, and is not asked for again.
 */
export class Wishes {
	private readonly choices: string[][];
	private refusal?: ApiFailure;
	/** The first request, which all others wait for: each of them would be refused as well. */
	private first?: Promise<unknown>;

	/** @param names of query parameters that are `true` or left out */
	constructor(private readonly names: readonly string[]) {
		this.choices = choices(names);
	}

	/** What is left out, and why; undefined while nothing is known to be. */
	get refused(): { names: string[]; failure: ApiFailure } | undefined {
		const [granted] = this.choices;
		const names = this.names.filter((name) => !granted.includes(name));
		return names.length > 0 && this.refusal ? { names, failure: this.refusal } : undefined;
	}

	/**
	 * Sends a request with what may be granted. A refusal that leaving something out gets round is nobody
	 * else's matter: a list is not told that a page of it has failed.
	 *
	 * @throws what the request fails with that asks for nothing more
	 */
	async ask<T>(turn: PageTurn | undefined, send: Sending<T>): Promise<T> {
		if (this.first === undefined) {
			const asked = this.granted(turn, send);
			this.first = asked.catch(() => undefined);
			return await asked;
		}
		await this.first;
		return await this.granted(turn, send);
	}

	private async granted<T>(turn: PageTurn | undefined, send: Sending<T>): Promise<T> {
		for (;;) {
			const choice = this.choices[0];
			const isLast = choice.length === 0;
			const onFailure = (reason: unknown) => {
				if (isLast || !isRefusal(reason)) turn?.onFailure(reason);
			};
			const query = Object.fromEntries(choice.map((name) => [name, true]));
			const answer = await send(query, turn && { ...turn, onFailure }).then(
				(read) => ({ read }),
				async (error: unknown) => {
					if (isLast || !isRefusal(error)) return await Promise.reject(error);
					this.refusal ??= error;
					// Another page may have found it out meanwhile.
					if (this.choices[0] === choice) this.choices.shift();
					return undefined;
				},
			);
			if (answer) return answer.read;
		}
	}
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setImmediate } from 'node:timers/promises';

/** Rounds without anything to let go of, before a reader counts as stuck. */
const PATIENCE = 100;

/** Decides who goes on next among all that wait, by a list of choices, so that a run can be repeated. */
export class Turns {
	private readonly waiting: Array<() => void> = [];
	private made = 0;

	/** @param choices which of those waiting, counted round; the one that waits longest when used up */
	constructor(private readonly choices: number[]) {}

	readonly wait = async (): Promise<void> => {
		await new Promise<void>((go) => this.waiting.push(go));
	};

	/** Lets one after the other go on until the work is done. */
	async until<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const settle = () => {
			done = true;
		};
		work.then(settle, settle);
		for (let idle = 0; !done; idle++) {
			await setImmediate();
			const choice = (this.choices[this.made] ?? 0) % (this.waiting.length || 1);
			const [go] = this.waiting.splice(choice, 1);
			if (go) {
				idle = 0;
				this.made++;
				go();
			}
			if (idle > PATIENCE) throw new Error('Nobody goes on, and the work is not done');
		}
		return await work;
	}
}

/** Requests whose answers a test gives by hand, in any order. */
export class Requests<Ask, Answer> {
	readonly asked: Ask[] = [];
	private readonly open = new Map<
		number,
		{ resolve: (answer: Answer) => void; reject: (reason: Error) => void }
	>();

	readonly fetch = async (ask: Ask): Promise<Answer> =>
		await new Promise((resolve, reject) => {
			this.open.set(this.asked.push(ask) - 1, { resolve, reject });
		});

	/** @param request counted from 0 in the order of asking */
	answer(request: number, answer: Answer): void {
		this.close(request).resolve(answer);
	}

	refuse(request: number, reason: Error): void {
		this.close(request).reject(reason);
	}

	private close(request: number) {
		const open = this.open.get(request);
		if (!open) throw new Error(`Request ${request} is not under way`);
		this.open.delete(request);
		return open;
	}
}

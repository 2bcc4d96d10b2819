/**
 * Does work for each, some at a time; after the first failure none is begun any more.
 *
 * @returns the results, in the order of `all`
 * @throws the first failure, once all that was begun has ended
 */
export async function inLanes<T, R>(
	all: readonly T[],
	lanes: number,
	work: (one: T) => Promise<R>,
): Promise<R[]> {
	const done = new Array<R>(all.length);
	const failures: unknown[] = [];
	let next = 0;
	const lane = async () => {
		while (next < all.length && failures.length === 0) {
			const at = next++;
			await work(all[at]).then(
				(result) => (done[at] = result),
				(error: unknown) => failures.push(error),
			);
		}
	};
	await Promise.all(Array.from({ length: Math.min(lanes, all.length) }, lane));
	if (failures.length > 0) throw failures[0];
	return done;
}

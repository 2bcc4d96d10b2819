/** All records of a list that is known to be short. */
export async function allPages<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) for (const record of page) all.push(record);
	return all;
}

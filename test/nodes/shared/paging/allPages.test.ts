import { allPages } from '../../../../nodes/shared/paging/allPages';

it('gives the records of all pages, in order, and none of no page', async () => {
	const pages = async function* (...each: object[][]) {
		yield* each as never[][];
	};
	expect(await allPages(pages([{ id: 1 }, { id: 2 }], [], [{ id: 3 }]))).toEqual([
		{ id: 1 },
		{ id: 2 },
		{ id: 3 },
	]);
	expect(await allPages(pages())).toEqual([]);
});

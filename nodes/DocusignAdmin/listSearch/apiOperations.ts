import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { PUBLISHED } from '../api/published/facts';
import { PUBLISHED_VERBS } from '../api/published/verbs';

const ENTRIES = PUBLISHED.map(({ id, method, path }) => ({
	name: `${id} – ${method} ${path} – ${PUBLISHED_VERBS[id]}`,
	value: id,
})).sort((a, b) => a.value.localeCompare(b.value));

/** The operations whose id, path or words hold all that was typed; nothing is asked of Docusign. */
export async function searchApiOperations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const results = ENTRIES.filter(({ name }) => {
		const label = name.toLowerCase();
		return words.every((word) => label.includes(word));
	});
	return await Promise.resolve({ results });
}

import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../../shared/http';
import { canonicalId } from '../api/ids';
import { askForEditor } from '../../shared/n8n/askForEditor';
import { openClient } from '../api/n8n/openClient';
import type { AdminClient } from '../api/client';

/** What the editor's node says so far, and a client to ask Docusign with. */
export interface Picker {
	client: AdminClient;
	/** The value of a field that the picker depends on; empty while it is not filled in. */
	chosen(name: string): string;
}

/** Opens a client for the editor; what goes wrong reaches the user as the list's message. */
export async function withPicker<T>(
	context: ILoadOptionsFunctions,
	ask: (picker: Picker) => Promise<T>,
): Promise<T> {
	const chosen = (name: string) => {
		// Not `extractValue`: the engine throws for a field that the operation does not show.
		const value = context.getCurrentNodeParameter(name) as JsonValue;
		const isLocator = value !== null && typeof value === 'object' && !Array.isArray(value);
		return canonicalId(String((isLocator ? value.value : value) ?? '').trim());
	};
	return await askForEditor(
		context,
		openClient,
		async (client: AdminClient) => await ask({ client, chosen }),
	);
}

/** The entries whose name or value contains what was typed, for lists that come whole. */
export function matching(
	records: JsonObject[],
	filter: string | undefined,
	name: (record: JsonObject) => string = (record) => String(record.name ?? record.id),
): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	const results: INodeListSearchItems[] = records
		.map((record) => ({ name: name(record), value: String(record.id) }))
		.filter((entry) => `${entry.name} ${entry.value}`.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

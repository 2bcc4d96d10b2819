import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { JsonObject } from '../../shared/http';
import { idText } from '../../shared/json';
import type { AdminClient } from '../api/client';
import { NotChosenYet, withPicker, type Picker } from './picker';

/** The entries whose name or id contains what was typed. */
function matching(records: JsonObject[], filter: string | undefined): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	const results = records
		.filter(({ id }) => idText(id) !== undefined)
		.map(({ id, name }) => ({ name: String(name ?? id), value: String(id) }))
		.filter((entry) => `${entry.name} ${entry.value}`.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

type Place = 'nowhere' | 'organization' | 'account';
type Ask = (client: AdminClient, ...ids: string[]) => Promise<JsonObject[]>;

async function recordsFor(place: Place, ask: Ask, picker: Picker): Promise<JsonObject[]> {
	const { client, organization, neededAccount } = picker;
	if (place === 'nowhere') return await ask(client);
	const organizationId = await organization();
	if (place === 'organization') return await ask(client, organizationId);
	return await ask(client, organizationId, await neededAccount());
}

/** A list that comes whole, once the fields that it depends on are filled in. */
export const wholeList = (place: Place, ask: Ask) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const records = async (picker: Picker) => await recordsFor(place, ask, picker);
		return matching(await withPicker(this, records), filter);
	};

/**
 * The same for a field that takes several entries, which the editor fills as soon as it shows the field: nobody has
 * had the time to choose by then what the list depends on, and it is empty so long.
 */
export const wholeOptions = (place: Place, ask: Ask) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const records = async (picker: Picker) =>
			await recordsFor(place, ask, picker).catch(async (error: unknown) =>
				error instanceof NotChosenYet ? [] : await Promise.reject(error),
			);
		return matching(await withPicker(this, records), undefined).results;
	};

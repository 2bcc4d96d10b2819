import type { AdminClient } from './client';
import type { ApiRequest, JsonObject } from '../../shared/http';
import { emailOf } from './userRecord';

/** The addresses of an organization's users, as its list and, where that is silent, their records tell. */
export interface AddressList {
	/** The ids behind every address, in lower case. */
	byAddress: Map<string, string[]>;
	/** The records that show no address even when they are read one by one, or that were not read. */
	silent: JsonObject[];
}

/** More users than this are not read one by one: it would use up the hour's requests. */
const MOST_READ = 500;
const AT_A_TIME = 8;

/**
 * Reads the list of all users for their addresses. Those of whom it shows none are read one by one, as
 * long as they are not too many.
 *
 * @param request for the list of all users, on the published wire
 * @param readOne the record of one user
 */
export async function readAddresses(
	client: AdminClient,
	request: ApiRequest,
	organizationId: string,
	readOne: (id: string) => Promise<JsonObject>,
): Promise<AddressList> {
	const byAddress = new Map<string, string[]>();
	const silent: JsonObject[] = [];
	const note = (record: JsonObject, listed = record) => {
		const email = emailOf(record)?.trim().toLowerCase();
		if (email === undefined || typeof listed.id !== 'string') silent.push(listed);
		else byAddress.set(email, [...(byAddress.get(email) ?? []), listed.id]);
	};
	for await (const page of client.lists.pages('getUsers', request, { organizationId })) {
		for (const record of page) note(record);
	}
	if (silent.length === 0 || silent.length > MOST_READ) return { byAddress, silent };
	const listed = silent.splice(0);
	for (let start = 0; start < listed.length; start += AT_A_TIME) {
		const some = listed.slice(start, start + AT_A_TIME);
		const read = await Promise.all(some.map(async ({ id }) => await readOne(String(id))));
		read.forEach((record, n) => note(record, some[n]));
	}
	return { byAddress, silent };
}

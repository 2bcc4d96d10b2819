import type { JsonObject } from '../../shared/http';
import { objectIn } from '../../shared/json';
import type { WritePlan } from '../../shared/n8n/operation';
import { attributeOf } from '../api/records/attributes';
import { sameResource } from '../api/effect';
import { scimFailure } from '../api/errors/catalogue';
import { idOf } from '../api/list';
import type { Item } from '../operation';

/** A record to be created. */
export interface Creation {
	/** What is done, as a verb: `create the user`. */
	operation: string;
	/** Whom or what it is about: `the user "jane@example.com"`. */
	about: string;
	body: JsonObject;
	/** The records that have the name, as the server shows them. */
	named: () => Promise<JsonObject[]>;
	/** The server may hold several of one name, and so may not refuse another. */
	isShared?: boolean;
}

/** How far the clocks of n8n and the server may differ. */
const LEEWAY_MS = 60_000;

/** The plan of a creation, which is never sent twice without a look in between. */
export function creationPlan(item: Item, creation: Creation): WritePlan {
	const { operation, about, body } = creation;
	const request = { ...item.declared, body };
	return {
		requests: [request],
		summaries: async () => await Promise.resolve([`Would create ${about}`]),
		async send(doubt) {
			const since = Date.now();
			const recover = async () => await created(item, creation, since);
			const options = { context: { operation }, about, repeat: 'unsafe', recover, doubt } as const;
			const record =
				(await item.client.write(request, options)) ?? (await unshown(item, creation, recover));
			await rememberMade(item, record);
			return [record];
		},
	};
}

/**
 * What to return where a server confirms without showing: what it made is looked up, and once more where
 * it is not there, since a server may show late what it did.
 */
async function unshown(
	{ client }: Item,
	{ operation, about, body }: Creation,
	look: () => Promise<JsonObject | undefined>,
): Promise<JsonObject> {
	const lookTwice = async () => {
		const record = await look();
		if (record) return record;
		await client.pause();
		return await look();
	};
	const found = await lookTwice().then(
		(record) => ({ record }),
		(error: unknown) => ({ error }),
	);
	if ('error' in found) {
		const { error } = found;
		return { ...body, readBackError: error instanceof Error ? error.message : String(error) };
	}
	if (found.record) return found.record;
	throw scimFailure('DOCUSIGN_SCIM_NO_EFFECT', {
		operation,
		said: `${about} is not there`,
	});
}

const madeKey = 'scim:made';

/** Ids of records that the run has made already: each create makes one of its own. */
const madeSoFar = async (item: Item) =>
	await item.client.cache.remember(madeKey, async () => await Promise.resolve(new Set<string>()));

async function rememberMade(item: Item, record: JsonObject): Promise<void> {
	const id = idOf(record);
	if (id !== undefined) (await madeSoFar(item)).add(id);
}

/**
 * Looks for the record that a create without an answer may have made. To take another of that name for
 * it would hand later steps the wrong one, so it has to be as was asked for and no older than the
 * request. One that is not as asked for was there before: the server says so when it is asked again.
 *
 * @returns undefined where there is none
 * @throws where there is one, and it cannot be told whether that is the new one
 */
async function created(
	item: Item,
	{ about, body, named, isShared }: Creation,
	since: number,
): Promise<JsonObject | undefined> {
	const made = await madeSoFar(item);
	const others = (await named()).filter((record) => !made.has(String(idOf(record))));
	const likely = others.filter((record) => sameResource(body, record));
	const certain = likely.filter((record) => isSince(record, since) === true);
	if (certain.length === 1) return certain[0];
	// Nothing but the record itself tells then: one that is not old may yet become as asked for.
	const young = isShared ? others.filter((record) => isSince(record, since) !== false) : [];
	const doubtful = certain.length > 0 ? certain : [...new Set([...likely, ...young])];
	if (doubtful.length === 0) return undefined;
	const ids = doubtful.map((record) => String(idOf(record))).join(', ');
	throw new Error(`${about} is there as ${ids}, and it cannot be told whether that is the new one`);
}

/** Whether a record was created since a time; undefined where it does not show that. */
function isSince(record: JsonObject, since: number): boolean | undefined {
	const at = attributeOf(objectIn(attributeOf(record, 'meta')), 'created');
	const time = typeof at === 'string' ? Date.parse(at) : NaN;
	return Number.isNaN(time) ? undefined : time >= since - LEEWAY_MS;
}

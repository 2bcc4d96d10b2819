import { ApiFailure } from '../../shared/errors/apiFailure';
import type { ScimContext } from '../api/errors/catalogue';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { WriteOptions } from '../api/client';
import { isScimFailure } from '../api/errors/catalogue';
import { sameResource } from '../api/sameResource';
import { versionOf } from '../api/version';
import { readBoolean, readText } from '../../shared/n8n/readers';
import type { WritePlan } from '../../shared/n8n/operation';
import type { Item } from '../operation';

/** A change of one record, whose address is the request's path. */
export interface Change {
	request: ApiRequest;
	/** What the request carries, where the declarations do not say it. */
	body?: JsonObject;
	context: ScimContext;
	id: string;
	/** What was asked for, to be returned where the server does not show the result. */
	asked: JsonObject;
	/** Whether a record, as it is now, is what was asked for; where left out, it is compared with that. */
	isDone?: (record: JsonObject) => boolean;
	/** The version that the change was made for, where it was made from a record that was read. */
	version?: string;
}

const readAgain = async (item: Item, { request, context }: Change) =>
	await item.client.read(request.path, { ...context, operation: 'read the result' });

/** The plan of a change, for the version that it is to be held to (RFC 7644 section 3.14). */
export function changePlan(item: Item, change: Change): WritePlan {
	const version = readText(item.parameter('options.ifMatch')) || change.version;
	const request = {
		...change.request,
		...(change.body && { body: change.body }),
		...(version && { headers: { 'if-match': version } }),
	};
	const { context } = change;
	// Sent twice, a change does no more than sent once: it says how the record is to be afterwards.
	const options: WriteOptions = version
		? guarded(item, change, version)
		: { context, repeat: 'safe' };
	const changed = async () => [
		(await item.client.write(request, options)) ?? (await result(item, change)),
	];
	return {
		requests: [request],
		send: async () =>
			version ? await changed() : await changed().catch(versionDemanded(item, change)),
	};
}

/**
 * Some servers take no change without a version (status 428, RFC 6585 section 3). The record is read
 * for it then, and only then.
 */
const versionDemanded =
	(item: Item, change: Change) =>
	async (refusal: unknown): Promise<JsonObject[]> => {
		if (!isScimFailure(refusal, 'DOCUSIGN_SCIM_VERSION_REQUIRED')) throw refusal;
		const shown = await item.client.read(change.request.path, change.context);
		const version = versionOf(shown);
		if (version === undefined) throw refusal;
		return await changePlan(item, { ...change, version }).send();
	};

/**
 * Once carried out, a change for a version is refused when it is sent again. So when its answer gets
 * lost, the record is looked at: it tells by its version or by what it holds.
 */
const guarded = (
	item: Item,
	{ isDone = (record) => sameResource(change.asked, record), ...change }: Change,
	version: string,
): WriteOptions => ({
	context: change.context,
	repeat: 'unsafe',
	async recover() {
		const shown = await readAgain(item, change);
		if (versionOf(shown) === version) return undefined;
		if (isDone(shown.resource)) return shown.resource;
		throw new Error('The record has changed, but not to what was asked for');
	},
});

/**
 * What to return where a change was confirmed without its result (204). It was carried out, so that
 * reading fails is told beside the result instead of failing the item.
 */
async function result(item: Item, change: Change): Promise<JsonObject> {
	const known = { id: change.id, ...change.asked };
	if (readBoolean(item.parameter('options.readBack'), 'Read Back') === false) return known;
	return await readAgain(item, change).then(
		({ resource }) => resource,
		async (error: unknown) =>
			error instanceof ApiFailure
				? { ...known, readBackError: error.message }
				: await Promise.reject(error),
	);
}

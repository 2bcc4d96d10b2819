import type { ScimContext } from '../api/errors/catalogue';
import type { ApiRequest, JsonObject } from '../../shared/http';
import type { WriteOptions } from '../api/client';
import { isScimFailure } from '../api/errors/catalogue';
import type { Effect } from '../api/effect';
import { hasVersion, isEtag, versionOf } from '../api/version';
import { readText } from '../../shared/n8n/fields/readers';
import type { WritePlan } from '../../shared/n8n/operation';
import type { Item } from '../operation';
import { confirmed, standsAlready } from './confirmed';

/** A change of one record, whose address is the request's path. */
export interface Change {
	request: ApiRequest;
	/** What the request carries, where the declarations do not say it. */
	body?: JsonObject;
	context: ScimContext;
	id: string;
	/** What was asked for, to be returned where the server does not show the result. */
	asked: JsonObject;
	/**
	 * How far a record is what was asked for.
	 *
	 * @param isWhole whether what the record leaves out is not there: so it is where it was read after the
	 * server has confirmed the change. The answer to a change may leave out anything, and nothing else than
	 * what a record shows proves a change that the server did not confirm.
	 */
	effect: (record: JsonObject, isWhole: boolean) => Effect;
	/** The effect is all that was asked for: where it is there, a refusal is no failure. */
	isAll?: boolean;
	/** The version that the change was made for, where it was made from a record that was read. */
	version?: string;
}

/** Changes between a look at the version and the change for it, before it counts as refused. */
const MOST_TURNS = 3;

/** The plan of a change, for the version that it is to be held to (RFC 7644 section 3.14). */
export async function changePlan(item: Item, change: Change): Promise<WritePlan> {
	const given = readText(item.parameter('options.ifMatch'));
	const version = given === '' ? change.version : await etagFor(item, change, given);
	return {
		requests: [requestOf(change, version)],
		summaries: async () => await Promise.resolve([summaryOf(change)]),
		send: async () => [await confirmed(item, change, await sent(item, change, version))],
	};
}

/** What a change would do, as a sentence without its end. */
function summaryOf({ context, asked }: Change): string {
	const { operation, user, group } = context;
	const members = asked.addedMembers ?? asked.removedMembers;
	const fields = Object.keys(asked).filter((name) => !UNTOLD.includes(name));
	// What a deactivation changes, its verb says.
	const told = Array.isArray(members) ? members : fields.join() === 'active' ? [] : fields;
	const list = told.length > 0 ? `: ${told.join(', ')}` : '';
	return `Would ${operation} (${String(user ?? group)})${list}`;
}

/** What a request has beside what it changes. */
const UNTOLD = ['schemas', 'id', 'meta'];

/**
 * A version as If-Match takes it. Some servers show it in `meta.version` without its quotes: then it is
 * the header of the record, if that still has it.
 */
async function etagFor(item: Item, { request, context }: Change, given: string): Promise<string> {
	if (isEtag(given) || given === '*') return given;
	const shown = await item.client.record(request.path, context);
	const version = hasVersion(shown, given) ? versionOf(shown) : undefined;
	return version ?? `"${given.replaceAll('"', '')}"`;
}

function requestOf({ request, body }: Change, version: string | undefined): ApiRequest {
	return {
		...request,
		...(body && { body }),
		...(version && { headers: { 'if-match': version } }),
	};
}

/** Sends a change; resolves to the record where the answer shows it. */
async function sent(
	item: Item,
	change: Change,
	version: string | undefined,
): Promise<JsonObject | undefined> {
	const write = async (held: string | undefined) =>
		await item.client.write(requestOf(change, held), optionsOf(item, change, held));
	return await write(version)
		.catch(async (refusal: unknown) =>
			version === undefined && isScimFailure(refusal, 'DOCUSIGN_SCIM_VERSION_REQUIRED')
				? await writeAnyVersion(item, change, write, refusal)
				: await Promise.reject(refusal),
		)
		.catch(async (refusal: unknown) => {
			const isSo = change.isAll && (await standsAlready(item, change, refusal));
			return isSo || (await Promise.reject(refusal));
		});
}

/**
 * Some servers take no change without a version (status 428, RFC 6585 section 3). The record is read
 * for it then, and only then; whichever it has will do, so that an edit in between holds up nothing.
 */
async function writeAnyVersion(
	item: Item,
	change: Change,
	write: (version: string) => Promise<JsonObject | undefined>,
	refusal: unknown,
): Promise<JsonObject | undefined> {
	for (let turn = 1; ; turn++) {
		const version = versionOf(await item.client.record(change.request.path, change.context));
		if (version === undefined) return await Promise.reject(refusal);
		const isLast = turn === MOST_TURNS;
		const answer = await write(version).then(
			(resource) => ({ resource }),
			async (error: unknown) =>
				!isLast && isScimFailure(error, 'DOCUSIGN_SCIM_VERSION_CONFLICT')
					? undefined
					: await Promise.reject(error),
		);
		if (answer) return answer.resource;
	}
}

/**
 * How a change is sent. Sent twice, it does no more than sent once, since it says how the record is to
 * be afterwards; but one for a version is refused then. So when its answer gets lost, the record is
 * looked at, which tells by its version or by what it holds. So it is with any change whose repeat is
 * refused.
 */
function optionsOf(item: Item, change: Change, version: string | undefined): WriteOptions {
	const { request, context, effect } = change;
	const { user, group } = context;
	return {
		context,
		repeat: version === undefined ? 'safe' : 'unsafe',
		about: user ? `the user "${user}"` : `the group "${String(group)}"`,
		async recover() {
			const shown = await item.client.record(request.path, {
				...context,
				operation: 'read the result',
			});
			if (version !== undefined && hasVersion(shown, version)) return undefined;
			const { other, unseen } = effect(shown.resource, false);
			if (other.length + unseen.length === 0) return shown.resource;
			if (version === undefined && other.length > 0) return undefined;
			throw new Error('The record has changed, but not to what was asked for');
		},
	};
}

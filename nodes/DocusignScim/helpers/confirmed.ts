import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject } from '../../shared/http';
import { isCancelled } from '../../shared/transport/cancellation';
import { readBoolean } from '../../shared/n8n/fields/readers';
import { scimFailure } from '../api/errors/catalogue';
import type { Item } from '../operation';
import type { Change } from './change';

/** What a change has come to: success is what the record shows, not the status. */

/**
 * The record after a change. It is read where the answer does not show it as asked for, and read once
 * more where that does not either: a server may show late what it did.
 *
 * That reading fails is told beside the result instead of failing the item: the change was confirmed.
 *
 * @param answer the record as the answer shows it
 * @throws ApiFailure `DOCUSIGN_SCIM_NO_EFFECT`
 */
export async function confirmed(
	item: Item,
	change: Change,
	answer: JsonObject | undefined,
): Promise<JsonObject> {
	const known = answer ?? { id: change.id, ...change.asked };
	const told = answer && change.effect(answer, false);
	if (told && told.other.length + told.unseen.length === 0) return known;
	if (readBoolean(item.parameter('options.readBack'), 'Read Back') === false) {
		if (told && told.other.length > 0) throw noEffect(change, told.other);
		return known;
	}
	return await readTwice(item, change).catch(async (error: Error) => {
		const isVerdict = error instanceof ApiFailure && error.code === 'DOCUSIGN_SCIM_NO_EFFECT';
		if (isVerdict || isCancelled(error)) return await Promise.reject(error);
		if (told && told.other.length > 0) throw noEffect(change, told.other);
		return { ...known, readBackError: error.message };
	});
}

async function readTwice(item: Item, change: Change): Promise<JsonObject> {
	for (let looks = 1; ; looks++) {
		const context = { ...change.context, operation: 'read the result' };
		const { resource } = await item.client.record(change.request.path, context);
		const { other, unseen } = change.effect(resource, true);
		if (other.length === 0) return withUnseen(resource, unseen);
		if (looks > 1) throw noEffect(change, other);
		await item.client.pause();
	}
}

/** What a record does not show may have been taken or not. */
const withUnseen = (resource: JsonObject, unseen: string[]): JsonObject =>
	unseen.length === 0
		? resource
		: {
				...resource,
				warnings: [`The server does not show whether it took: ${unseen.join(', ')}.`],
			};

function noEffect({ context }: Change, paths: string[]): ApiFailure {
	const { user, group } = context;
	const whose = user ? ` of the user "${user}"` : group ? ` of the group "${group}"` : '';
	return scimFailure('DOCUSIGN_SCIM_NO_EFFECT', {
		...context,
		said: `${paths.join(', ')}${whose}`,
	});
}

/** Refusals that a server may mean as "that is so already". */
const ALREADY = [400, 409];

/** The record, where it is as asked for although the server refused to make it so. */
export async function standsAlready(
	item: Item,
	{ request, context, effect }: Change,
	refusal: unknown,
): Promise<JsonObject | undefined> {
	if (!(refusal instanceof ApiFailure) || !ALREADY.includes(refusal.status ?? 0)) return undefined;
	const shown = await item.client.record(request.path, context).catch(() => undefined);
	if (!shown) return undefined;
	const { other, unseen } = effect(shown.resource, false);
	return other.length + unseen.length === 0 ? shown.resource : undefined;
}

import { randomUUID } from 'node:crypto';

import { ApiFailure } from '../../shared/errors/apiFailure';
import type { JsonObject, JsonValue } from '../../shared/http';
import { isObject, objectIn, objectsIn } from '../../shared/json';
import { readBoolean, readText, readTime } from '../../shared/n8n/fields/readers';
import { attributeOf, truthOf } from '../api/records/attributes';
import { scimFailure } from '../api/errors/catalogue';
import { compare } from '../api/filter';
import { USERS } from '../api/find';
import type { Item } from '../operation';
import { filtered } from './filters';

/** Whether a record is what a filter asks for; undefined where the record does not show it. */
type Judge = (record: JsonObject) => boolean | undefined;

const lower = (value: JsonValue) => String(value).toLowerCase();

const about =
	(name: string, holds: (value: JsonValue) => boolean | undefined): Judge =>
	(record) => {
		const value = attributeOf(record, name);
		return value === undefined || value === null ? undefined : holds(value);
	};

const valuesOf = (value: JsonValue) =>
	objectsIn(value).map((entry) => lower(attributeOf(entry, 'value')));

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** A server may show a time without its fractions, or the day alone. */
function isSince(shown: JsonValue, since: number): boolean | undefined {
	const time = typeof shown === 'string' ? Date.parse(shown) : NaN;
	if (Number.isNaN(time)) return undefined;
	return time >= since - (String(shown).includes('T') ? SECOND_MS : DAY_MS);
}

function judgeOf(name: string, value: JsonValue, timeZone: string): Judge {
	const text = lower(readText(value));
	switch (name) {
		case 'active': {
			const wanted = readBoolean(value, 'Active');
			return about('active', (shown) => {
				const is = truthOf(shown);
				return is === undefined ? undefined : is === wanted;
			});
		}
		case 'displayName':
		case 'externalId':
		case 'userName':
			return about(name, (shown) => lower(shown) === text);
		case 'userNameContains':
			return about('userName', (shown) => lower(shown).includes(text));
		case 'email':
			return about('emails', (shown) => valuesOf(shown).includes(text));
		case 'memberId':
			return about('members', (shown) => valuesOf(shown).includes(text));
		case 'lastModifiedSince': {
			const since = readTime(value, 'Last Modified Since', timeZone).getTime();
			return (record) =>
				isSince(attributeOf(objectIn(attributeOf(record, 'meta')), 'lastModified'), since);
		}
		default:
			return () => undefined;
	}
}

/**
 * The records of a list that the item's filters leave in, page by page, also from a server that does not
 * filter: what its records show is compared here.
 *
 * @throws ApiFailure `DOCUSIGN_SCIM_FILTER_IGNORED` where it does not filter, and the records do not
 * show what a filter asks about
 */
export async function* filteredList(
	item: Item,
	operation: string,
): AsyncGenerator<JsonObject[], void, undefined> {
	const request = filtered(item);
	const filters = item.parameter('filters');
	const judges = Object.entries(isObject(filters) ? filters : {})
		.filter(([, value]) => readText(value) !== '')
		.map(([name, value]) => judgeOf(name, value, item.timeZone));
	const open = { isIgnored: false, isUnsure: false };
	const keep = (record: JsonObject) => {
		const verdicts = judges.map((judge) => judge(record));
		if (verdicts.includes(false)) {
			if (!open.isIgnored) item.warn('The SCIM server does not filter: n8n does it here instead.');
			open.isIgnored = true;
			return false;
		}
		open.isUnsure ||= verdicts.includes(undefined);
		return true;
	};
	for await (const page of item.client.pages(request, { operation }, { limit: item.limit, keep })) {
		if (open.isUnsure) await demandFiltering(item, request.path, operation);
		yield page;
	}
}

/** Makes sure, once a run, that the server filters: it is asked for a name that nobody has. */
async function demandFiltering({ client }: Item, path: string, operation: string): Promise<void> {
	const filters = await client.cache.remember(`scim:filters:${path}`, async () => {
		const attribute = path === USERS ? 'userName' : 'displayName';
		const query = { filter: compare(attribute, 'eq', `nobody-${randomUUID()}`) };
		return await client.page({ method: 'GET', path, query }, { operation }, { count: 1 }).then(
			({ records }) => records.length === 0,
			// A server that refuses one does not ignore them.
			async (error: unknown) => (error instanceof ApiFailure ? true : await Promise.reject(error)),
		);
	});
	if (!filters) throw scimFailure('DOCUSIGN_SCIM_FILTER_IGNORED', { operation });
}

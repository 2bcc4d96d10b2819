import type { ApiRequest, JsonObject, JsonValue } from '../shared/http';
import type { MenuOperation, MenuResource } from '../shared/n8n/operation';
import type { ScimClient } from './api/client';

/** One item's run of an operation, without n8n: what the item says and the server it speaks to. */
export interface ItemRun {
	client: ScimClient;
	/** The request that the declarations made of the item's parameters. */
	declared: ApiRequest;
	/** How many records a list may return; undefined for all of them. */
	limit?: number;
	/** A parameter of the item, a resource locator by its value; undefined where it is not shown. */
	parameter(name: string): JsonValue;
	/** How a resource locator was filled in: `list`, `id`, `userName`. */
	locatorMode(name: string): string;
}

/** Lists records, page by page. */
export interface ListWork {
	kind: 'list';
	pages(run: ItemRun): AsyncIterable<JsonObject[]>;
	simplify?(record: JsonObject): JsonObject;
}

/** Reads one record. */
export interface ReadWork {
	kind: 'read';
	read(run: ItemRun): Promise<JsonObject>;
	simplify?(record: JsonObject): JsonObject;
}

/** Changes something: what is needed is looked up first, so that a dry run can stop there. */
export interface WriteWork {
	kind: 'write';
	/** Writes with the same key wait for each other within a run. */
	lock(run: ItemRun): string;
	plan(run: ItemRun): Promise<WritePlan>;
}

export interface WritePlan {
	request: ApiRequest;
	/** Sends the request and resolves to the record to return. */
	send(): Promise<JsonObject>;
}

export type Work = ListWork | ReadWork | WriteWork;

/** One entry of the Operation menu and how it is carried out. */
export interface Operation extends MenuOperation {
	request: NonNullable<MenuOperation['request']>;
	work: Work;
}

/** One entry of the Resource menu. */
export type Resource = MenuResource<Operation>;

import type { Facts, OperationId } from './api/contract';
import type { ApiRequest, JsonObject, JsonValue } from '../shared/http';
import type { MenuOperation, MenuResource } from '../shared/n8n/operation';
import type { Session } from './api/client';
import type { Calls } from './calls';

/** One item's run of an operation, without n8n: what the item says and the session it speaks through. */
export interface ItemRun {
	session: Session;
	/** The request that the declarations made of the item's parameters, on the published wire. */
	declared: ApiRequest;
	/** How many records a list may return; undefined for all of them. */
	limit?: number;
	/** A parameter of the item, resource locators by their value; undefined where it is not shown. */
	parameter(name: string): JsonValue;
	/** Writes a line into n8n's log; it must hold no name and no address. */
	warn(message: string): void;
	/** How a resource locator was filled in: `list`, `id`, `email`. */
	locatorMode(name: string): string;
}

/** A request that changes something, planned and not yet sent. */
export interface PlannedWrite {
	operation: OperationId;
	request: ApiRequest;
}

/** Lists records, page by page. */
export interface ListWork {
	kind: 'list';
	pages(run: ItemRun): AsyncIterable<JsonObject[]>;
	simplify?(record: JsonObject): JsonObject;
}

/** Reads a few records. */
export interface ReadWork {
	kind: 'read';
	read(run: ItemRun): Promise<JsonObject[]>;
	simplify?(record: JsonObject): JsonObject;
}

/** Changes something: everything is looked up and planned first, so that a dry run can stop there. */
export interface WriteWork {
	kind: 'write';
	plan(run: ItemRun): Promise<WritePlan>;
}

export interface WritePlan {
	/** Sent in this order; the first that fails ends the operation. */
	writes: PlannedWrite[];
	facts: Facts;
	/** What the records returned should warn of. */
	warnings?: string[];
	/** The records to return, from the answers in the order of the writes. */
	result(answers: unknown[]): JsonObject[] | Promise<JsonObject[]>;
	/**
	 * Finds out whether a write whose answer never came was carried out after all: resolves to the
	 * answer it would have given, or undefined when it was not. Without it, such a write fails.
	 */
	recover?(): Promise<unknown>;
	/** Writes with the same key wait for each other within a run. */
	lock?: string;
}

export type Work = ListWork | ReadWork | WriteWork;

/** One entry of the Operation menu and how it is carried out. */
export interface Operation extends MenuOperation {
	/** The calls of the Admin API that it takes. Scopes are told by it, and a test holds it true. */
	calls: Calls;
	work: Work;
}

/** One entry of the Resource menu. */
export type Resource = MenuResource<Operation>;

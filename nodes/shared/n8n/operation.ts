import type { INodeProperties, INodePropertyRouting } from 'n8n-workflow';

import type { ApiFailure } from '../errors/apiFailure';
import type { ApiRequest, JsonObject, JsonValue } from '../http';
import type { RunCache } from '../runCache';

/** What an item says. */
export interface ItemParameters {
	/** A parameter of the item, resource locators by their value; undefined where it is not shown. */
	parameter(name: string): JsonValue;
	/** A parameter as it is stored, with its locators. */
	raw(name: string): JsonValue;
	/** Whether a parameter is an expression, whose emptiness nobody chose. */
	isExpression(name: string): boolean;
	/** How a resource locator was filled in: `list`, `id`, `email`. */
	locatorMode(name: string): string;
}

/** One item's run of an operation, without n8n: what the item says and the client it speaks through. */
export interface ItemContext<Client> extends ItemParameters {
	client: Client;
	/** The request that the declarations made of the item's parameters. */
	declared: ApiRequest;
	/** How many records a list may return; undefined for all of them. */
	limit?: number;
	/** The zone of dates that name none: the workflow's. An IANA name. */
	timeZone: string;
	/** Writes a line into n8n's log; it must hold no name and no address. */
	warn(message: string): void;
	/** The same, for how far a long job is. */
	inform(message: string): void;
	/** The item's place among those of the run, and all of them. */
	itemIndex: number;
	inputItems: readonly JsonObject[];
	/** The first of some parameters that does not say the same for every item of the run. */
	disagreement(names: readonly string[]): string | undefined;
	/** Whether all items of the run sign in as the same. */
	signsInAlike(): Promise<boolean>;
	/** What all items of the run share, whoever they sign in as. */
	run: RunCache;
}

/** Lists records, page by page. */
export interface ListWork<Item> {
	kind: 'list';
	pages(item: Item): AsyncIterable<JsonObject[]>;
	/** A record in the form that the item asks for, unless it wants it as it was answered. */
	shape?(item: Item): (record: JsonObject) => JsonObject;
}

/** Reads a few records. */
export interface ReadWork<Item> {
	kind: 'read';
	read(item: Item): Promise<JsonObject[]>;
	/** A record in the form that the item asks for, unless it wants it as it was answered. */
	shape?(item: Item): (record: JsonObject) => JsonObject;
}

/** Changes something: everything is looked up and planned first, so that a dry run can stop there. */
export interface WriteWork<Item> {
	kind: 'write';
	/** Items with the same key wait for each other within a run, from planning to the last answer. */
	lock?(item: Item): string;
	plan(item: Item): Promise<WritePlan>;
}

export interface WritePlan {
	/** What a dry run shows: the requests as they would leave. */
	requests: ApiRequest[];
	/** The same in words, one for each request; for a dry run only. Without a request, one says why there is none. */
	summaries?(): Promise<string[]>;
	/** What the records returned should warn of. */
	warnings?: string[];
	/**
	 * Sends the requests, and resolves to the records to return.
	 *
	 * @param doubt why it is not known what an earlier try of the run came to
	 */
	send(doubt?: ApiFailure): Promise<JsonObject[]>;
}

export type Work<Item> = ListWork<Item> | ReadWork<Item> | WriteWork<Item>;

/** Does the work of an operation for all items at once: `inputs` are those that came into the node. */
export type AllItems<Item> = (
	item: Item,
	inputs: readonly JsonObject[],
) => AsyncIterable<JsonObject>;

/** One entry of the Operation menu: what it declares, and how it is carried out. */
export interface Operation<Item> {
	name: string;
	value: string;
	action: string;
	description: string;
	/** The request, where the operation is one request. */
	request?: INodePropertyRouting['request'];
	fields: INodeProperties[];
	work: Work<Item>;
	/** For an operation that needs all items at once; a tool's call, which has none, takes `work`. */
	all?: AllItems<Item>;
}

/** Whether what holds a change back stands in its options: in those of a plan, which is applied later, too. */
export const holdsChanges = ({ work, all }: Operation<never>): boolean =>
	work.kind === 'write' || all !== undefined;

/** One entry of the Resource menu. */
export interface Resource<O> {
	name: string;
	value: string;
	operations: O[];
}

/** The operation behind a pair of menu values. */
export function operationIn<O extends { value: string }>(
	resources: ReadonlyArray<Resource<O>>,
	resource: string,
	operation: string,
): O {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new Error(`There is no operation "${operation}" on "${resource}"`);
	return found;
}

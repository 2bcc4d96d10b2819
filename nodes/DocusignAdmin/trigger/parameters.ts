import type { IPollFunctions } from 'n8n-workflow';

import type { JsonValue } from '../../shared/http';
import { checkFields } from '../../shared/n8n/fields/checkFields';
import { itemParametersOf, type Resolved } from '../../shared/n8n/items/itemContext';
import type { ItemParameters } from '../../shared/n8n/operation';
import { readBoolean, readList, readNumber, readOption } from '../../shared/n8n/fields/readers';
import { invalidInput } from '../../shared/errors/input';
import { accountIds, organizationId } from '../parameters';
import type { FirstRun, UserEventName } from './detection';
import { properties } from './properties';
import { recordFormatOf } from '../helpers/userList/recordFormat';

export interface Watched {
	organizationId: string;
	/** The accounts to watch; empty for all. */
	chosen: string[];
}

export interface TriggerSettings {
	events: UserEventName[];
	firstRun: FirstRun;
	overlapMinutes: number;
	maxEventsPerPoll: number;
	includePrevious: boolean;
	/** Whether users come as the record of Get Many. */
	simplify: boolean;
	recordFormat: ReturnType<typeof recordFormatOf>;
}

const FIRST_RUNS: readonly FirstRun[] = ['skipExisting', 'emitExisting'];
const ACCOUNTS = 'Account Names or IDs';

/**
 * The accounts to watch.
 *
 * @throws ApiFailure for what is no API Account ID, and for an expression that comes out empty: it must
 * not widen the watch to all
 */
function accountsOf({ parameter, isExpression }: ItemParameters): string[] {
	const ids = accountIds(parameter('accountIds'));
	if (ids.length === 0 && isExpression('accountIds')) {
		throw invalidInput(
			`The expression in '${ACCOUNTS}' gives no account`,
			'Correct it, or empty the field to watch all accounts. Nothing was read, and the trigger goes on from where it was.',
		);
	}
	return ids;
}

/** @throws ApiFailure for none */
function eventsOf(value: JsonValue): UserEventName[] {
	const events = readList(value, 'Trigger On');
	if (events.length > 0) return events as UserEventName[];
	throw invalidInput("'Trigger On' is empty", 'Choose at least one event.');
}

/** @throws ApiFailure for none: an expression that found nothing must not pass over those who are there */
function firstRunOf(value: JsonValue): FirstRun {
	const firstRun = readOption(value, 'First Run', FIRST_RUNS);
	if (firstRun !== undefined) return firstRun;
	throw invalidInput("'First Run' is empty", `The options are: ${FIRST_RUNS.join(', ')}.`);
}

/**
 * The fields as they stand there, each of a kind that it takes.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function fieldsOf(context: IPollFunctions): ItemParameters {
	const parameters = itemParametersOf(context);
	checkFields(properties, parameters, { spellings: {}, isWrite: false });
	return parameters;
}

/**
 * Where to watch.
 *
 * @param ids what is known of the fields that hold no IDs
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function watchedOf(context: IPollFunctions, ids: Resolved = {}): Watched {
	const parameters = itemParametersOf(context, ids);
	return {
		organizationId: organizationId(parameters.parameter('organizationId')),
		chosen: accountsOf(parameters),
	};
}

/**
 * What to tell.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function settingsOf(parameters: ItemParameters): TriggerSettings {
	const { parameter } = parameters;
	const option = (name: string) => parameter(`options.${name}`);
	return {
		events: eventsOf(parameter('events')),
		firstRun: firstRunOf(parameter('firstRun')),
		overlapMinutes: readNumber(option('overlapMinutes'), 'Overlap', { min: 0 }) ?? 15,
		maxEventsPerPoll:
			readNumber(option('maxEventsPerPoll'), 'Max Events per Poll', { min: 1, whole: true }) ?? 500,
		simplify: readBoolean(parameter('simplify'), 'Simplify') ?? true,
		recordFormat: recordFormatOf(parameters),
		includePrevious: readBoolean(option('includePrevious'), 'Include Previous Values') ?? true,
	};
}

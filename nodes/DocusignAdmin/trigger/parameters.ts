import type { IPollFunctions } from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../../shared/http';
import { readBoolean, readList, readNumber, readOption } from '../../shared/n8n/readers';
import { invalidInput } from '../../shared/errors/input';
import { accountIds, organizationId } from '../parameters';
import { USER_EVENTS, type FirstRun, type UserEventName } from './detection';

export interface TriggerParameters {
	organizationId: string;
	/** The accounts to watch; empty for all. */
	chosen: string[];
	events: UserEventName[];
	firstRun: FirstRun;
	overlapMinutes: number;
	maxEventsPerPoll: number;
	includePrevious: boolean;
}

const FIRST_RUNS: readonly FirstRun[] = ['skipExisting', 'emitExisting'];
const ACCOUNTS = 'Account Names or IDs';

/**
 * The accounts to watch.
 *
 * @throws ApiFailure for what is no API Account ID, and for an expression that comes out empty: it must
 * not widen the watch to all
 */
function accountsOf(context: IPollFunctions): string[] {
	const ids = accountIds(context.getNodeParameter('accountIds', []) as JsonValue);
	const isExpression = String(context.getNode().parameters.accountIds ?? '').startsWith('=');
	if (ids.length === 0 && isExpression) {
		throw invalidInput(
			`The expression in '${ACCOUNTS}' gives no account`,
			'Correct it, or empty the field to watch all accounts. Nothing was read, and the trigger goes on from where it was.',
		);
	}
	return ids;
}

/** @throws ApiFailure for none, and for one that does not exist, which would never come */
function eventsOf(value: unknown): UserEventName[] {
	const events = readList(value as JsonValue, 'Trigger On');
	if (events.length === 0) {
		throw invalidInput("'Trigger On' is empty", 'Choose at least one event.');
	}
	const unknown = events.find((event) => !USER_EVENTS.some((name) => name === event));
	if (unknown !== undefined) {
		const names = USER_EVENTS.join(', ');
		throw invalidInput(`'Trigger On' names an event "${unknown}"`, `The events are: ${names}.`);
	}
	return events as UserEventName[];
}

/**
 * The fields of the trigger.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function parametersOf(context: IPollFunctions): TriggerParameters {
	const options = context.getNodeParameter('options', {}) as JsonObject;
	const organization = context.getNodeParameter('organizationId', '', { extractValue: true });
	return {
		organizationId: organizationId(organization as JsonValue),
		chosen: accountsOf(context),
		events: eventsOf(context.getNodeParameter('events', [])),
		firstRun:
			readOption(context.getNodeParameter('firstRun', undefined), 'First Run', FIRST_RUNS) ??
			'skipExisting',
		overlapMinutes: readNumber(options.overlapMinutes, 'Overlap', { min: 0 }) ?? 15,
		maxEventsPerPoll:
			readNumber(options.maxEventsPerPoll, 'Max Events per Poll', { min: 1, whole: true }) ?? 500,
		includePrevious: readBoolean(options.includePrevious, 'Include Previous Values') ?? true,
	};
}

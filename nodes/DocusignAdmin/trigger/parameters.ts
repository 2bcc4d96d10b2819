import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors/input';
import { canonicalId } from '../api/ids';
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

const texts = (value: unknown): string[] => {
	const entries = Array.isArray(value) ? value : String(value ?? '').split(',');
	const trimmed = entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
	return [...new Set(trimmed)];
};

const atLeast = (least: number, value: unknown, otherwise: number): number => {
	const number = Number(value ?? otherwise);
	return Number.isFinite(number) ? Math.max(least, number) : otherwise;
};

/** @throws ApiFailure for none, and for one that does not exist, which would never come */
function eventsOf(value: unknown): UserEventName[] {
	const events = texts(value);
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
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const organization = context.getNodeParameter('organizationId', '', { extractValue: true });
	const organizationId = canonicalId(String(organization ?? '').trim());
	if (organizationId === '') {
		throw invalidInput("'Organization' is empty", 'Choose one from the list or give its ID.');
	}
	return {
		organizationId,
		chosen: [...new Set(texts(context.getNodeParameter('accountIds', [])).map(canonicalId))],
		events: eventsOf(context.getNodeParameter('events', [])),
		firstRun: context.getNodeParameter('firstRun', 'skipExisting') as FirstRun,
		overlapMinutes: atLeast(0, options.overlapMinutes, 15),
		maxEventsPerPoll: Math.floor(atLeast(1, options.maxEventsPerPoll, 500)),
		includePrevious: options.includePrevious !== false,
	};
}

import type { JsonValue } from '../../../shared/http';

/**
 * Values that the two contracts spell differently. Workflows are written with the published
 * spelling; the other one is accepted as well, since people copy it from their documentation.
 */

const FEDERATED_TO_CURSOR: Record<string, string> = {
	FedAuthRequired: 'Federated',
	RemoveStatus: 'RemoveFederation',
};
const FEDERATED_TO_PUBLISHED: Record<string, string | undefined> = {
	Federated: 'FedAuthRequired',
	RemoveFederation: 'RemoveStatus',
	// "Not federated" is what the published API means by sending nothing.
	NotFederated: undefined,
};

/** `Federated` → `FedAuthRequired`, `NotFederated` → left out; published values pass. */
export function federatedStatusPublished(value: string): string | undefined {
	return value in FEDERATED_TO_PUBLISHED ? FEDERATED_TO_PUBLISHED[value] : value;
}

/** `FedAuthRequired` → `Federated`; the cursor contract's own values pass. */
export function federatedStatusCursor(value: string): string {
	return FEDERATED_TO_CURSOR[value] ?? value;
}

/** `pt-BR` → `pt_BR`, the form of Docusign's published language codes. */
export function languagePublished(value: string): string {
	return value.replace('-', '_');
}

/** `pt_BR` → `pt-BR`. */
export function languageCursor(value: string): string {
	return value.replace('_', '-');
}

/**
 * A permission profile or group id as the published API types it (int64): a number, unless it is
 * too large to survive as one.
 */
export function idPublished(value: JsonValue): JsonValue {
	const number = Number(value);
	return typeof value === 'string' && /^\d+$/.test(value.trim()) && Number.isSafeInteger(number)
		? number
		: value;
}

/** The same id as the cursor contract writes it: a string. */
export function idCursor(value: JsonValue): JsonValue {
	return typeof value === 'number' ? String(value) : value;
}

import { invalidInput } from '../../../shared/errors/input';
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

/**
 * The same for a status that is to be set: nobody is "not federated" by leaving out a change.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` names the statuses there are
 */
export function federatedStatusToSend(value: JsonValue): string {
	const given = String(value).trim();
	const status = given === 'NotFederated' ? 'RemoveStatus' : federatedStatusPublished(given);
	if (status !== undefined && FEDERATED_STATUSES.includes(status)) return status;
	throw noSuch('Federated Status', value, FEDERATED_STATUSES);
}

/** The statuses and languages that Docusign's Admin API documents. */
const FEDERATED_STATUSES = ['Evicted', 'FedAuthBypass', 'FedAuthRequired', 'RemoveStatus'];
const LANGUAGES = 'zh_CN zh_TW nl en fr de it ja ko pt pt_BR ru es'.split(' ');

const noSuch = (label: string, value: JsonValue, options: readonly string[]) =>
	invalidInput(
		`'${label}' has no option ${JSON.stringify(value)}`,
		`The options are: ${options.join(', ')}.`,
	);

/**
 * `pt-BR` → `pt_BR`, `en-US` → `en`: Docusign's published code, that of the language where it has none
 * for the country.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` names the languages there are
 */
export function languagePublished(value: JsonValue): string {
	const code = String(value).trim().replace('-', '_').toLowerCase();
	const [language] = code.split('_');
	const known = (wanted: string) => LANGUAGES.find((each) => each.toLowerCase() === wanted);
	const found = known(code) ?? known(language);
	if (found !== undefined) return found;
	throw noSuch('Language', value, LANGUAGES);
}

/** `pt_BR` → `pt-BR`; `en` → `en-US`, as the contract writes it. */
export function languageCursor(value: string): string {
	return value === 'en' ? 'en-US' : value.replace('_', '-');
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

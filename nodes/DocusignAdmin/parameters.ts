import { invalidInput } from '../shared/errors/input';
import type { JsonValue } from '../shared/http';
import { canonicalId } from './api/ids';
import { composed, isAddress, seen } from './api/users/address';
import { isNoId, readList, readText } from '../shared/n8n/fields/readers';
import type { UserReference } from './api/users/findUser';
import type { Item } from './operation';

/** Reading an item's parameters, with a clear message where one cannot be meant. */

/**
 * An id that must be there. Numbers are refused where Docusign wants a GUID, since its pages show
 * an account number next to the API Account ID.
 */
export function guid(value: JsonValue, label: string): string {
	const id = readText(value);
	// Nothing encodes dots, and a path with them leads elsewhere.
	if (isNoId(id) || /^\.+$/.test(id)) {
		const what = id === '' ? 'is empty' : `is no ID: ${id}`;
		throw invalidInput(`'${label}' ${what}`, 'Choose one from the list or give its ID.');
	}
	if (/^\d+$/.test(id)) {
		throw invalidInput(
			`'${label}' is a number, but Docusign's API wants an ID like 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11`,
			'In Docusign, take the API Account ID (or Organization ID) rather than the account number.',
		);
	}
	if (id.includes('@')) {
		throw invalidInput(`'${label}' is an e-mail address, but an ID belongs here`, 'Give the ID.');
	}
	// Nothing encodes dots, and a path with them leads elsewhere.
	if (/^\.+$/.test(id)) {
		throw invalidInput(
			`'${label}' is not an ID: ${id}`,
			'Choose one from the list or give its ID.',
		);
	}
	return canonicalId(id);
}

/** The organization that a field names. */
export const organizationId = (value: JsonValue) => guid(value, 'Organization');

export const organizationIdOf = (item: Item) => organizationId(item.parameter('organizationId'));

export const accountIdOf = (item: Item) => guid(item.parameter('accountId'), 'Account');

/** An account id that may be left out. */
export const optionalAccountId = (value: JsonValue, label = 'Account'): string | undefined =>
	readText(value) === '' ? undefined : guid(value, label);

/** Several account ids: an array, or a text with commas between them. */
export function accountIds(value: JsonValue): string[] {
	return [...new Set(readList(value, 'Account Names or IDs').map((id) => guid(id, 'Account')))];
}

/**
 * The accounts that an item names; none for all of the organization.
 *
 * @throws ApiFailure for an expression that comes out empty: it must not widen the choice to all
 */
export function chosenAccountIds(item: Item): string[] {
	demandNarrowed(item);
	return accountIds(item.parameter('accountIds'));
}

/** @throws ApiFailure for an expression that comes out empty where a field left empty means all accounts */
export function demandNarrowed(item: Item): void {
	const chosen = readList(item.parameter('accountIds'), 'Account Names or IDs');
	if (chosen.length > 0 || !item.isExpression('accountIds')) return;
	throw invalidInput(
		"The expression in 'Account Names or IDs' gives no account",
		'Correct it, or empty the field to mean all accounts.',
	);
}

/** An e-mail address, trimmed, its letters composed. */
export function emailOf(value: JsonValue, label = 'Email'): string {
	const email = composed(readText(value));
	if (!isAddress(email)) {
		throw invalidInput(
			email === '' ? `'${label}' is empty` : `'${label}' is not an e-mail address: ${seen(email)}`,
			'Give an address like name@example.com.',
		);
	}
	return email;
}

/** Who the 'User' field means. */
export function userReference(item: Item): UserReference {
	const value = item.parameter('userId');
	// An address typed where an ID belongs can only mean the user with that address.
	return item.locatorMode('userId') === 'email' || readText(value).includes('@')
		? { by: 'email', value: emailOf(value, 'User') }
		: {
				by: 'id',
				value: guid(value, 'User'),
				accountId: optionalAccountId(item.parameter('accountId')),
			};
}

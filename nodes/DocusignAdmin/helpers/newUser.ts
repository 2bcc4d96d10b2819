import { isObject } from '../../shared/json';
import { unreadableAnswer } from '../api/errors/failures';
import type { JsonObject } from '../../shared/http';
import { invalidInput } from '../../shared/errors/input';
import { givenFields } from '../../shared/n8n/fields';
import type { Item } from '../operation';
import { accountIdOf, emailOf, guid, organizationIdOf } from '../parameters';
import { createdUser, rememberMade } from './createdUser';
import type { PlannedChange } from './plannedWrites';
import { memberBody, userBody } from './profileChange';

/** A user as an item asks for one, in published names and values. */
export interface NewUser {
	email: string;
	/** What belongs to the user: names, language, sign-in policy. */
	profile: JsonObject;
	/** The chosen account first, each with `permission_profile`, `groups`, `job_title`, `company_name`. */
	accounts: JsonObject[];
}

/**
 * The user whom an item describes.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function newUser(item: Item): NewUser {
	// Read here and not by the declarations, which see nothing of a collection that is one expression.
	const additional = givenFields(item.parameter('additionalFields'));
	const names = {
		firstName: item.parameter('firstName'),
		lastName: item.parameter('lastName'),
	};
	return {
		email: emailOf(item.parameter('email')),
		profile: userBody({ ...additional, ...names }),
		accounts: accountsOf(item),
	};
}

/** The accounts of the new user: the chosen one with the additional fields, then the further ones. */
function accountsOf(item: Item): JsonObject[] {
	const additional = {
		// Where they stood at first, and stand in workflows saved then.
		...givenFields(item.parameter('additionalFields')),
		...givenFields({
			permissionProfileId: item.parameter('permissionProfileId'),
			groupIds: item.parameter('groupIds'),
		}),
	};
	const label = 'Account (Additional Accounts)';
	const further = (additional.additionalAccounts as JsonObject | undefined)?.account;
	const rows = (Array.isArray(further) ? further : further ? [further] : []) as JsonObject[];
	const accounts = [
		{ id: accountIdOf(item), ...memberBody(additional) },
		...rows.map((row) => ({ id: guid(row.accountId, label), ...memberBody(row) })),
	];
	if (new Set(accounts.map(({ id }) => id)).size < accounts.length) {
		throw invalidInput('The same account is given twice', 'Give each account once.');
	}
	return accounts;
}

/** Items with one address wait for each other: the second finds what the first has made. */
export const creationLock = (item: Item): string =>
	`create:${organizationIdOf(item)}:${emailOf(item.parameter('email')).toLowerCase()}`;

/** Makes a user. */
export function creation(item: Item, { email, profile, accounts }: NewUser): PlannedChange {
	const organizationId = organizationIdOf(item);
	const user = { email, ...profile, accounts };
	const asked = { email, user, since: Date.now() };
	const recover = async () => await createdUser(item, asked);
	return {
		facts: { organizationId, email },
		writes: [{ operation: 'createUser', change: user, judgement: { recover } }],
		async result([answer]) {
			const made = isShown(answer) ? answer : await confirmed(recover);
			await rememberMade(item, email, made);
			// Which one is meant where the field was left empty.
			return [{ account_id: accounts[0].id, ...made }];
		},
	};
}

const isShown = (answer: unknown): answer is JsonObject =>
	isObject(answer) && Object.keys(answer).length > 0;

/** An answer without a word names nobody: the user that it speaks of is looked up. */
async function confirmed(created: () => Promise<JsonObject | undefined>): Promise<JsonObject> {
	const user = await created();
	if (user) return user;
	throw unreadableAnswer('createUser');
}

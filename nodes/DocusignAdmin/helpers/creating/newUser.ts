import { objectIn } from '../../../shared/json';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { invalidInput } from '../../../shared/errors/input';
import { readGiven } from '../../../shared/n8n/fields/fields';
import { isBlank } from '../../../shared/n8n/fields/readers';
import { additionalFields } from '../../descriptions/newUser';
import { valueIn } from '../../names/resolver';
import type { Item } from '../../operation';
import { accountIdOf, emailOf, guid, organizationIdOf } from '../../parameters';
import { unclaimedWarning } from '../claimedDomains';
import { createdUser, newcomerKey, rememberMade } from './createdUser';
import { firstAsked, shownOr } from './made';
import type { PlannedChange } from '../plannedWrites';
import { memberBody, userBody } from '../profileChange';

/** A user as an item asks for one, in published names and values. */
export interface NewUser {
	email: string;
	/** What belongs to the user: names, language, sign-in policy. */
	profile: JsonObject;
	/** The chosen account first, each with `permission_profile`, `groups`, `job_title`, `company_name`. */
	accounts: JsonObject[];
	/** What to tell of fields that hold nothing. */
	warnings: string[];
}

/**
 * The user whom an item describes.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`
 */
export function newUser(item: Item): NewUser {
	// Read here and not by the declarations, which know nothing of empty fields and other spellings.
	const { given, warnings } = readGiven(item.parameter('additionalFields'), additionalFields);
	const names = {
		firstName: item.parameter('firstName'),
		lastName: item.parameter('lastName'),
	};
	return {
		email: emailOf(item.parameter('email')),
		profile: userBody({ ...given, ...names }),
		accounts: accountsOf(item, given),
		warnings,
	};
}

/** A list without entries is how the editor keeps a field that nobody touched. */
const isGiven = (value: JsonValue) =>
	!isBlank(valueIn(value)) && !(Array.isArray(value) && value.length === 0);

/** The chosen account, then the further ones. */
function accountsOf(item: Item, given: JsonObject): JsonObject[] {
	const label = 'Account (Additional Accounts)';
	const further = objectIn(given.additionalAccounts).account;
	const rows = (Array.isArray(further) ? further : further ? [further] : []) as JsonObject[];
	const [permissionProfileId, groupIds] = ['permissionProfileId', 'groupIds'].map((name) =>
		item.parameter(name),
	);
	const chosen = {
		// Where they stood at first, and stand in workflows saved then.
		...given,
		...(isGiven(permissionProfileId) && { permissionProfileId }),
		...(isGiven(groupIds) && { groupIds }),
	};
	const accounts = [
		{ id: accountIdOf(item), ...memberBody(chosen) },
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
export async function creation(item: Item, wanted: NewUser): Promise<PlannedChange> {
	const { email, profile, accounts } = wanted;
	const organizationId = organizationIdOf(item);
	const sendsEmail = 'sends an activation email all the same';
	const unclaimed =
		profile.auto_activate_memberships === true
			? await unclaimedWarning(item, email, sendsEmail)
			: [];
	const warnings = [...wanted.warnings, ...unclaimed];
	const user = { email, ...profile, accounts };
	const since = await firstAsked(item, newcomerKey(organizationId, email));
	const recover = async () => await createdUser(item, { email, user, since });
	return {
		facts: { organizationId, email },
		warnings,
		writes: [{ operation: 'createUser', change: user, judgement: { recover } }],
		async result([answer]) {
			const made = await shownOr(answer, { operation: 'createUser', look: recover, about: email });
			await rememberMade(item, email, made);
			// Which one is meant where the field was left empty.
			return [{ account_id: accounts[0].id, ...made }];
		},
	};
}

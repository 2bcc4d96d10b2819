import { invalidInput } from '../../shared/errors/input';
import { addressKey } from '../api/users/userRecord';
import { findNamed, listed, type Kind } from '../names/match';
import { isSameText } from './view';
import { COUNTED, type RosterRow } from './people';
import type { Named, Person, RosterLists } from './types';

/** What a row names may be a name or an ID. */
const meantIn = (item: number, kind: Kind) => ({ kind, orId: true, where: `Item ${item}` });

/** The account that a row names; without one, the only one that there is. */
export function accountOf({ item, account }: RosterRow, accounts: readonly Named[]): Named {
	if (account !== '') return findNamed(accounts, account, meantIn(item, 'account'));
	if (accounts.length === 1) return accounts[0];
	throw invalidInput(`Item ${item}: the account is not given`, listed(accounts));
}

/** What a user has once, in all accounts alike, and how messages call it. */
const NAMES = { firstName: ['name', 'names'], lastName: ['name', 'names'] } as const;
const TITLES = {
	jobTitle: ['job title', 'job titles'],
	companyName: ['company', 'companies'],
} as const;

/**
 * Looks up what the rows name.
 *
 * @param titlesOnUser whether job title and company are the same in all accounts too
 * @throws ApiFailure `DOCUSIGN_NAME_NOT_FOUND`, `DOCUSIGN_NAME_AMBIGUOUS`; `DOCUSIGN_INVALID_INPUT` for somebody
 * who is twice in one account, and for one who is given two of what a user has once; it names the items
 */
export function resolvePeople(
	rows: readonly RosterRow[],
	lists: RosterLists,
	{ titlesOnUser }: { titlesOnUser: boolean } = { titlesOnUser: false },
): Person[] {
	const once = Object.entries({ ...NAMES, ...(titlesOnUser && TITLES) });
	const people = rows.map((row) => resolved(row, lists));
	const places = new Map<string, Person>();
	const firsts = new Map<string, Person>();
	for (const person of people) {
		const who = addressKey(person.email);
		const twice = places.get(`${who} ${person.accountId}`);
		if (twice !== undefined) {
			throw invalidInput(
				`Items ${twice.item} and ${person.item} are about the same person in the same account: ${person.email}`,
				`Give each person once in each account. ${COUNTED}`,
			);
		}
		places.set(`${who} ${person.accountId}`, person);
		for (const [name, [word, words]] of once) {
			const field = name as keyof typeof NAMES | keyof typeof TITLES;
			const text = person[field];
			if (text === undefined) continue;
			const other = firsts.get(`${field} ${who}`) ?? person;
			firsts.set(`${field} ${who}`, other);
			if (isSameText(other[field], text)) continue;
			throw invalidInput(
				`Items ${other.item} and ${person.item} give ${person.email} two ${words}: ${other[field]} and ${text}`,
				`A user has one ${word} in all accounts. ${COUNTED}`,
			);
		}
	}
	return people;
}

function resolved(row: RosterRow, lists: RosterLists): Person {
	const { permissionProfile: profile, groups, item, email } = row;
	const { firstName, lastName, jobTitle, companyName } = row;
	const account = accountOf(row, lists.accounts);
	const accountId = String(account.id);
	const inAccount = (list: ReadonlyMap<string, readonly Named[]>) => list.get(accountId) ?? [];
	return {
		...{ item, email, firstName, lastName, jobTitle, companyName },
		accountId,
		accountName: account.name,
		permissionProfile:
			profile === undefined
				? undefined
				: findNamed(
						inAccount(lists.permissionProfiles),
						profile,
						meantIn(item, 'permission profile'),
					),
		groups:
			groups &&
			distinct(
				groups.map((name) => findNamed(inAccount(lists.groups), name, meantIn(item, 'group'))),
			),
	};
}

const distinct = (groups: readonly Named[]): Named[] => [
	...new Map(groups.map((group) => [String(group.id), group])).values(),
];

import type { JsonObject } from '../../shared/http';
import { isClosedUser } from '../api/users/userRecord';
import { joiningOf } from '../roster/planning/joining';
import { planningOf } from '../roster/planning/planning';
import { inOrder } from '../roster/seal';
import { indexState, meantBy } from '../roster/state';
import type { Change, RosterSettings, RosterState } from '../roster/types';
import { CLOSED, differences, MEMBER_FIELDS, NONE, pick, viewOf, wantedOf } from '../roster/view';
import { peopleOf, PROFILE_FIELDS, profileViewOf, type Wanted } from './wanted';

/** What an upsert did, as its output says it. */
export type UpsertAction = 'created' | 'reopened' | 'membershipAdded' | 'updated' | 'unchanged';

/** What has to be done for a user to be as wanted. */
export type UpsertPlan =
	/** Nobody has the address. */
	| { kind: 'create' }
	/** It is not certain who is meant. */
	| { kind: 'unclear'; why: string }
	| UserPlan;

export interface UserPlan {
	kind: 'user';
	/** As the roster's index has them. */
	user: JsonObject;
	action: UpsertAction;
	/** In the order in which they are made; those without anything to do are left out. */
	changes: Change[];
	/** Fields of the user that no roster has, and that differ. */
	profile: JsonObject;
	/** The fields that change, by their names in a record. */
	changedFields: string[];
	/** Fields that Docusign does not show, so that nobody can tell whether they differ. */
	untold: string[];
	/** The accounts in which the user is closed, where something would open it again. */
	closedIn: string[];
}

/** An upsert as a whole is what it did most. */
const BY_CHANGE: ReadonlyArray<[Change['action'], UpsertAction]> = [
	['reopen', 'reopened'],
	['addMembership', 'membershipAdded'],
	['update', 'updated'],
];

/**
 * Compares somebody with what is wanted of them, as a roster does, and beside that the fields which no roster
 * has. What Docusign does not show is no difference and no match: it is named.
 *
 * @param state all that is known of those who have the address
 * @param settings what the connection cannot do
 */
export function planUpsert(
	wanted: Wanted,
	state: RosterState,
	settings: Pick<RosterSettings, 'impossible'>,
): UpsertPlan {
	const people = peopleOf(wanted);
	const accounts = people.map(({ accountId: id }) => ({ id }));
	const all = { ...settings, notOnRoster: 'ignore', changesScimManaged: true } as const;
	const planned = planningOf({ people, index: indexState(state), accounts, settings: all });
	// Of one user alone it cannot be told who else administers an account: Docusign keeps the last one.
	const planning = { ...planned, guards: { ...all } };
	const meant = meantBy(planning.index, wanted.email);
	if (meant.kind === 'nobody') return { kind: 'create' };
	if (meant.kind === 'unclear') return meant;
	const { user } = meant;
	const changes = inOrder(joiningOf(planning)).filter(({ action }) => action !== 'unchanged');
	const shown = profileViewOf(user, wanted.profile);
	const { differing, unknown } = differences(wanted.profile, shown, PROFILE_FIELDS);
	const profile = pick(wanted.profile, differing);
	const memberships = people.map((person) => {
		const found = planning.index.membershipIn(user, person.accountId);
		return { person, view: viewOf(user, typeof found === 'string' ? NONE : found) };
	});
	const members = memberships.filter(
		({ view }) => ![NONE, CLOSED].includes(String(view.membership_status)),
	);
	const untold = [
		...differences(wantedOf(people[0]), viewOf(user, NONE), ['first_name', 'last_name']).unknown,
		...unknown,
		...members.flatMap(
			({ person, view }) => differences(wantedOf(person), view, MEMBER_FIELDS).unknown,
		),
	];
	const opening = changes.filter(({ action }) => action === 'reopen' || action === 'addMembership');
	const isOpening = ({ account_id: id, action }: Change) =>
		isClosedUser(user) ||
		(action === 'reopen' &&
			memberships.some(
				({ person, view }) => person.accountId === id && view.membership_status === CLOSED,
			));
	const [, action = differing.length > 0 ? 'updated' : 'unchanged'] =
		BY_CHANGE.find(([name]) => changes.some((change) => change.action === name)) ?? [];
	const closedIn = opening.filter(isOpening).map(({ account_id: id }) => id);
	return {
		kind: 'user',
		user,
		action: closedIn.length > 0 ? 'reopened' : action,
		changes,
		profile,
		changedFields: distinct([...changes.flatMap(({ after }) => Object.keys(after)), ...differing]),
		untold: distinct(untold),
		closedIn,
	};
}

const distinct = (names: readonly string[]) => [...new Set(names)].sort();

import { objectsIn } from '../../../shared/json';
import { isSameId } from '../../api/ids';
import { joiningOf } from './joining';
import { leavingOf } from './leaving';
import { planningOf, type RosterInput } from './planning';
import { seal } from '../seal';
import type { StateIndex } from '../state';
import type { Named, PlanItem } from '../types';
import { CLOSED } from '../view';

/**
 * The changes by which Docusign comes to be as the roster wants it, in the order in which they are to be made.
 * The order of the people does not matter, and a plan that was carried out leaves nothing for the next one but
 * what is blocked.
 */
export function planRoster({ includeUnchanged, ...input }: RosterInput): PlanItem[] {
	const planning = planningOf(input);
	const changes = [...joiningOf(planning), ...leavingOf(planning)];
	const members = openMemberships(planning.index, input.accounts);
	return seal(changes, members, ({ action }) => includeUnchanged || action !== 'unchanged');
}

const openMemberships = ({ users }: StateIndex, accounts: readonly Named[]): number =>
	users
		.flatMap(({ memberships }) => objectsIn(memberships))
		.filter(
			({ account_id: account, status }) =>
				status !== CLOSED && accounts.some(({ id }) => isSameId(id, account)),
		).length;

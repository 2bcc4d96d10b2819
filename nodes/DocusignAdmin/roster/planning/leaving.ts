import type { JsonObject } from '../../../shared/http';
import { known, objectsIn } from '../../../shared/json';
import { isSameId } from '../../api/ids';
import { emailOf } from '../../api/users/userRecord';
import { guard, protection } from '../guards';
import type { Planning } from './planning';
import { addressesOf, meantBy, showsAddress, type StateIndex } from '../state';
import type { Change, Named } from '../types';
import { CLOSED, MEMBER_FIELDS, pick, viewOf } from '../view';

/** What has to be known of a membership so that it can be opened again as it was. */
const TO_REOPEN = ['permission_profile', 'groups'] as const;

/** Those who are in an account without being on the roster for it. */
export function leavingOf(planning: Planning): Change[] {
	const { index, accounts, settings } = planning;
	if (settings.notOnRoster === 'ignore') return [];
	return index.users.flatMap((user) =>
		objectsIn(user.memberships).flatMap((membership) => {
			const account = accounts.find(({ id }) => isSameId(id, membership.account_id));
			if (account === undefined || membership.status === CLOSED) return [];
			if (membership.is_external === true) return [];
			if (planning.isOnRoster(addressesOf(user), String(account.id))) return [];
			return [closing(user, membership, account, planning)];
		}),
	);
}

/** That an address does not tell who is meant; undefined where it does. */
function several(index: StateIndex, address: string): string | undefined {
	const meant = meantBy(index, address);
	return meant.kind === 'unclear' ? `${meant.why}, and it is on the roster` : undefined;
}

/** What of a membership is not as before where it is opened again. */
const staying = (lacking: readonly string[]): string =>
	lacking.length === 0
		? 'Docusign sends the user a new invitation'
		: `Docusign does not show, and opening it again does not restore: ${lacking.join(', ')}`;

function closing(
	user: JsonObject,
	membership: JsonObject,
	account: Named,
	{ settings, guards, index, isNamed }: Planning,
): Change {
	const accountId = String(account.id);
	const addresses = addressesOf(user);
	const view = viewOf(user, membership);
	const lacking = TO_REOPEN.filter((field) => view[field] === undefined);
	const protectedBy = protection(addresses, accountId, settings);
	const reasons = [
		settings.notOnRoster === 'report' && "only reported: 'Not on Roster' is set so",
		!showsAddress(user) && 'Docusign does not show the address, so it may be on the roster',
		view.membership_status === undefined && 'Docusign does not show whether the membership is open',
		protectedBy,
		// Which of them the roster means, nobody can tell.
		...addresses.filter(isNamed).map((address) => several(index, address)),
		guard({ action: 'close', user, accountId, membership }, guards),
	].filter((reason) => typeof reason === 'string');
	return known({
		action: 'close',
		email: emailOf(user) ?? '',
		user_id: String(user.id),
		account_id: accountId,
		account_name: account.name,
		before: pick(view, ['membership_status', ...MEMBER_FIELDS]),
		after: { membership_status: CLOSED },
		reason: 'not on the roster',
		reversible: lacking.length === 0 && settings.impossible?.reopen === undefined,
		not_undone: settings.impossible?.reopen ?? staying(lacking),
		protected: protectedBy === undefined ? undefined : true,
		blocked: reasons.length > 0 ? reasons.join('; ') : undefined,
	}) as Change;
}

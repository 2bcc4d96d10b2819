import { defined } from '../../shared/json';
import { inFormat, type recordFormatOf } from '../helpers/userList/recordFormat';
import { recordField, recordValues } from '../record/change';
import { normalizedUserOf } from '../record/user';
import type { UserEvent } from './detection';
import { hasAllMemberships } from './detection/events/events';

/** Each name once: a contract may have two for what is one in the record. */
const recordFields = (fields: string[] | undefined) =>
	fields && [...new Set(fields.map(recordField))];

/**
 * An event with its user as the record of Get Many, in the names and spellings of which the earlier values and
 * the changed fields come too. The membership at the top is that of the event's account.
 */
export function simplified(event: UserEvent, format: ReturnType<typeof recordFormatOf>): UserEvent {
	const { user, account_id, previous, changed_fields, unconfirmed_fields } = event;
	const placed = { ...user, ...(account_id !== null && { account_id }) };
	return defined({
		...event,
		user: inFormat(normalizedUserOf(placed, hasAllMemberships(user)), format),
		previous: previous && recordValues(previous),
		changed_fields: recordFields(changed_fields),
		unconfirmed_fields: recordFields(unconfirmed_fields),
	} as never) as unknown as UserEvent;
}

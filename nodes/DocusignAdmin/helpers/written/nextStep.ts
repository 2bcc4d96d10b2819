import type { JsonObject } from '../../../shared/http';
import { readBoolean } from '../../../shared/n8n/fields/readers';
import type { Item } from '../../operation';

/** Memberships that an e-mail brings to life; one whose status is not told may be one. */
const WAITING = ['activation_sent', 'activation_required', 'created', undefined];

/**
 * What is left to do after somebody was invited, as a field of the output: n8n's hints know no conditions in a
 * node of declarations.
 *
 * @param record what the node puts out; a membership that is active waits for nobody
 */
export function nextStep(record: JsonObject): JsonObject {
	const { email, account_name: name, account_id: id, membership_status: status } = record;
	if (!WAITING.includes(status as string | undefined)) return {};
	const whom = typeof email === 'string' ? email : 'the user';
	const where = name ?? id;
	const place = typeof where === 'string' ? ` in the account ${where}` : '';
	return {
		next_step: `Docusign sends ${whom} an email to activate the membership${place}. Until that is done, it cannot be used; Membership > Invite sends the email again.`,
	};
}

/** The same of a user who was created, where nothing activates the membership at once. */
export const nextStepAfterCreate = (item: Item, record: JsonObject): JsonObject =>
	readBoolean(
		item.parameter('additionalFields.autoActivateMemberships'),
		'Auto Activate Memberships',
	) === true
		? {}
		: nextStep(record);

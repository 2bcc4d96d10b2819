import type { JsonObject } from '../../../shared/http';
import { objectIn, objectsIn } from '../../../shared/json';
import type { Change } from '../types';

const DOES: Readonly<Record<Change['action'], string>> = {
	create: 'create',
	addMembership: 'add',
	update: 'change',
	reopen: 'open again',
	close: 'close',
	unchanged: 'leave as it is',
};

const nameOf = (value: unknown): string => {
	const { name, id } = objectIn(value);
	return String(name ?? id);
};

/** What is given, field by field, as a dry run of other operations words it too. */
function partsOf({ permission_profile: profile, groups, ...rest }: JsonObject): string[] {
	const plain = Object.entries(rest).filter(
		([name, value]) => name !== 'membership_status' && typeof value === 'string',
	);
	return [
		...(profile === undefined ? [] : [`permission profile ${nameOf(profile)}`]),
		...(Array.isArray(groups) ? [`groups ${objectsIn(groups).map(nameOf).join(', ')}`] : []),
		...plain.map(([name, value]) => `${name.replaceAll('_', ' ')} ${String(value)}`),
	];
}

/** A change as a sentence without its end: `Would add jane@example.com to account Sales with …`. */
export function summaryOf({ action, email, account_id: id, account_name: name, after }: Change) {
	const account = `account ${name ?? id}`;
	const where = action === 'addMembership' ? `to ${account}` : `in ${account}`;
	const isClosing = action === 'close' || action === 'unchanged';
	const parts = isClosing ? [] : partsOf(after);
	return `Would ${DOES[action]} ${email} ${where}${parts.length > 0 ? ` with ${parts.join(', ')}` : ''}`;
}

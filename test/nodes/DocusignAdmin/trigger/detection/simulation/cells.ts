import type { UserEvent } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../../nodes/shared/http';
import type { SimUser } from './server';

/** What a workflow knows of a user. */
export interface Cells {
	status: string;
	first_name: string;
	email: string;
	federated_status: string | null;
	memberships: Map<string, { status: string; profile: string; groups: string }>;
}

export const UNREAD = { federated_status: null };

const ids = (groups: unknown) =>
	JSON.stringify(((groups ?? []) as JsonObject[]).map(({ id }) => String(id)).sort());
const idOf = (profile: unknown) => String((profile as JsonObject | undefined)?.id ?? '');
const lower = (value: unknown) => String(value).toLowerCase();

export function fromServer(user: SimUser): Cells {
	return {
		status: user.status,
		first_name: user.first_name,
		email: user.email,
		federated_status: user.federated_status,
		memberships: new Map(
			[...user.memberships].map(([account, { status, profile, groups }]) => [
				account,
				{ status, profile: String(profile), groups: JSON.stringify(groups.map(String).sort()) },
			]),
		),
	};
}

/** What a membership or a list item shows of what it allows. */
export const accessIn = (shown: JsonObject) => ({
	profile: idOf(shown.permission_profile),
	groups: ids(shown.groups),
});

/**
 * What an event shows of its user.
 *
 * @param isWatched whether an account is one of the trigger's
 */
export function cellsOf(
	{ user, account_id: account }: UserEvent,
	isWatched: (account: string) => boolean = () => true,
): Cells {
	const listed = (user.memberships ?? []) as JsonObject[];
	const here = { ...user, account_id: account, status: user.membership_status };
	const shown = listed.length > 0 || account === null ? listed : [here as JsonObject];
	return {
		status: lower(user.user_status ?? user.status),
		first_name: String(user.first_name),
		email: String(user.email),
		federated_status: (user.federated_status ?? null) as string | null,
		memberships: new Map(
			shown
				.filter((membership) => isWatched(String(membership.account_id)))
				.map((membership) => [
					String(membership.account_id),
					{ status: lower(membership.status), ...accessIn(membership) },
				]),
		),
	};
}

export function applyMembership(cells: Cells, event: UserEvent): void {
	const { user, account_id: account, changed_fields: changed = [] } = event;
	const known = cells.memberships.get(account ?? '');
	const membership = known ?? { status: '', profile: '', groups: '' };
	const joined = known === undefined || known.status === 'closed';
	if (joined || changed.includes('membership_status'))
		membership.status = lower(user.membership_status);
	if (joined || changed.includes('permission_profile')) {
		membership.profile = idOf(user.permission_profile);
	}
	if (joined || changed.includes('groups')) membership.groups = ids(user.groups);
	cells.memberships.set(account ?? '', membership);
}

/** The memberships known, and those that an event brings along. */
export const joined = (cells: Cells, now: Cells): Cells['memberships'] =>
	new Map([...now.memberships, ...cells.memberships]);

export const closedOnes = ({ memberships }: Cells) =>
	new Set([...memberships].filter(([, { status }]) => status === 'closed').map(([id]) => id));

/**
 * A reactivation shows what the opened memberships allow, and brings those to light that began and
 * ended untold.
 */
export function open(cells: Cells, closed: ReadonlySet<string>, now: Cells): void {
	for (const [account, { status, profile, groups }] of now.memberships) {
		const known = cells.memberships.get(account);
		if (!known) cells.memberships.set(account, { status, profile, groups });
		else if (closed.has(account)) Object.assign(known, { profile, groups });
	}
}

export function applyFields(
	cells: Cells,
	{ changed_fields: changed = [] }: UserEvent,
	now: Cells,
): void {
	if (changed.includes('first_name')) cells.first_name = now.first_name;
	if (changed.includes('email')) cells.email = now.email;
	if (changed.includes('federated_status')) cells.federated_status = now.federated_status;
	if (changed.includes('user_status') || changed.includes('status')) cells.status = now.status;
}

/** Activation, closing and reactivation speak for the memberships that follow from them. */
export function applyStatus(cells: Cells, { event }: UserEvent, now: Cells): void {
	cells.status = event === 'userClosed' ? 'closed' : now.status;
	for (const [account, membership] of cells.memberships) {
		const status = now.memberships.get(account)?.status;
		const wasClosed = membership.status === 'closed';
		if (event === 'userClosed') membership.status = 'closed';
		else if (status === undefined) continue;
		else if (event === 'userReactivated' && wasClosed) membership.status = status;
		else if (event === 'userActivated' && !wasClosed && status === 'active') {
			membership.status = status;
		}
	}
}

/** What counts: a closed membership is none. */
export function plain({ memberships, ...user }: Cells) {
	const entries = [...memberships]
		.filter(([, { status }]) => status !== 'closed')
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return { ...user, memberships: entries };
}

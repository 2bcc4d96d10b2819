import type { UserEvent } from '../../../../nodes/DocusignAdminTrigger/detection';
import type { JsonObject } from '../../../../nodes/shared/http';
import type { SimServer, SimUser } from './server';

interface Cells {
	status: string;
	first_name: string;
	email: string;
	federated_status: string | null;
	memberships: Map<string, { status: string; profile: string; groups: string }>;
}

const UNREAD = { federated_status: null };

const ids = (groups: unknown) =>
	JSON.stringify(((groups ?? []) as JsonObject[]).map(({ id }) => String(id)).sort());
const idOf = (profile: unknown) => String((profile as JsonObject | undefined)?.id ?? '');
const lower = (value: unknown) => String(value).toLowerCase();

function fromServer(user: SimUser): Cells {
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

/**
 * What a workflow knows that has only the events: it takes from an event no more than what the event
 * says has changed. An event that tells it nothing new is a repeat.
 */
export class Mirror {
	readonly users = new Map<string, Cells>();
	readonly repeats: UserEvent[] = [];
	/** Users whose profile the baseline does not read: of the policy, no change can be told yet. */
	private readonly unread = new Set<string>();
	private readonly ids = new Set<string>();

	/** @param emits whether the users of now are told too; else they are known without an event */
	constructor(server: SimServer, emits: boolean, readsProfiles: boolean) {
		if (emits) return;
		for (const user of server.users.values()) {
			this.users.set(user.id, fromServer(user));
			if (!readsProfiles) this.unread.add(user.id);
		}
	}

	/**
	 * Takes the events of one poll.
	 *
	 * @param how `existing`: these are the users who were there before the trigger; `dropRepeats`: as a
	 * workflow does that drops items whose event_id it has seen
	 */
	take(events: readonly UserEvent[], how: { existing?: boolean; dropRepeats?: boolean } = {}) {
		const closed = new Map([...this.users].map(([id, cells]) => [id, closedOnes(cells)]));
		for (const event of events) this.takeOne(event, how);
		for (const event of events) {
			const id = String(event.user.id);
			const cells = this.users.get(id);
			if (cells && event.event === 'userReactivated') {
				open(cells, closed.get(id) ?? new Set(), this.cellsOf(event));
			}
		}
	}

	private takeOne(event: UserEvent, { existing = false, dropRepeats = false }): void {
		const seen = this.ids.has(event.event_id);
		this.ids.add(event.event_id);
		if (dropRepeats && seen) return;
		const id = String(event.user.id);
		const before = JSON.stringify(this.view(id));
		this.apply(id, event, existing);
		if (seen || before === JSON.stringify(this.view(id))) this.repeats.push(event);
	}

	/** Where the workflow's knowledge differs from Docusign. */
	differences(server: SimServer): string[] {
		return [...server.users.values()].flatMap((user) => {
			const seen = { ...fromServer(user), ...(this.unread.has(user.id) ? UNREAD : {}) };
			const there = JSON.stringify(plain(seen));
			const here = JSON.stringify(this.view(user.id));
			return here === there ? [] : [`${user.id}: ${here} instead of ${there}`];
		});
	}

	private view(id: string) {
		const cells = this.users.get(id);
		return cells && plain({ ...cells, ...(this.unread.has(id) ? UNREAD : {}) });
	}

	private apply(id: string, event: UserEvent, existing: boolean): void {
		const cells = this.users.get(id);
		const now = this.cellsOf(event);
		// The first event of a user whose profile was never read brings the policy along.
		if (cells && this.unread.delete(id)) cells.federated_status = now.federated_status;
		if (event.event === 'userCreated') {
			if (!cells) this.users.set(id, existing ? now : { ...now, status: 'created' });
		} else if (!cells) {
			// Told of in the first run as closed already.
			if (event.event === 'userClosed') this.users.set(id, now);
		} else if (event.event === 'membershipChanged') {
			this.applyMembership(cells, event);
		} else if (event.event === 'userUpdated') {
			applyFields(cells, event, now);
		} else {
			applyStatus(cells, event, now);
		}
	}

	private applyMembership(cells: Cells, event: UserEvent): void {
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

	private cellsOf({ user, account_id: account }: UserEvent): Cells {
		const listed = (user.memberships ?? []) as JsonObject[];
		const here = { ...user, account_id: account, status: user.membership_status };
		const shown = listed.length > 0 || account === null ? listed : [here as JsonObject];
		return {
			status: lower(user.user_status ?? user.status),
			first_name: String(user.first_name),
			email: String(user.email),
			federated_status: (user.federated_status ?? null) as string | null,
			memberships: new Map(
				shown.map((membership) => [
					String(membership.account_id),
					{
						status: lower(membership.status),
						profile: idOf(membership.permission_profile),
						groups: ids(membership.groups),
					},
				]),
			),
		};
	}
}

const closedOnes = ({ memberships }: Cells) =>
	new Set([...memberships].filter(([, { status }]) => status === 'closed').map(([id]) => id));

/**
 * A reactivation shows what the opened memberships allow, and brings those to light that began and
 * ended untold.
 */
function open(cells: Cells, closed: ReadonlySet<string>, now: Cells): void {
	for (const [account, { status, profile, groups }] of now.memberships) {
		const known = cells.memberships.get(account);
		if (!known) cells.memberships.set(account, { status, profile, groups });
		else if (closed.has(account)) Object.assign(known, { profile, groups });
	}
}

function applyFields(cells: Cells, { changed_fields: changed = [] }: UserEvent, now: Cells): void {
	if (changed.includes('first_name')) cells.first_name = now.first_name;
	if (changed.includes('email')) cells.email = now.email;
	if (changed.includes('federated_status')) cells.federated_status = now.federated_status;
	if (changed.includes('user_status') || changed.includes('status')) cells.status = now.status;
}

/** Activation, closing and reactivation speak for the memberships that follow from them. */
function applyStatus(cells: Cells, { event }: UserEvent, now: Cells): void {
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
function plain({ memberships, ...user }: Cells) {
	const entries = [...memberships]
		.filter(([, { status }]) => status !== 'closed')
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return { ...user, memberships: entries };
}

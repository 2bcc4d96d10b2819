import { ORGANIZATION_STREAM } from '../../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../../nodes/shared/http';
import { accessIn, type Cells } from './cells';

/** What one answer of a poll showed of a user. */
export interface Shown {
	/** The list; undefined for a profile. */
	stream?: string;
	/** The list is read as part of a baseline, of which nothing is told. */
	silent: boolean;
	raw: JsonObject;
}

const lower = (value: unknown) => String(value).toLowerCase();

/** Nothing known; what is missing is filled in by the first answer that shows it. */
const blank = (): Cells => ({ memberships: new Map() }) as unknown as Cells;

function fill(cells: Cells, { stream, raw }: Shown): void {
	const status = raw.user_status ?? raw.status;
	if (status !== undefined) cells.status ??= lower(status);
	if (raw.first_name !== undefined) cells.first_name ??= raw.first_name as string;
	if (raw.email !== undefined) cells.email ??= raw.email as string;
	if (raw.federated_status !== undefined && cells.federated_status === undefined) {
		cells.federated_status = raw.federated_status as string | null;
	}
	const own = { ...raw, account_id: stream };
	for (const shown of (raw.memberships ?? [own]) as JsonObject[]) {
		const known = cells.memberships.get(String(shown.account_id));
		if (known?.profile === '' && shown.permission_profile !== undefined) {
			Object.assign(known, accessIn(shown));
		}
	}
}

/**
 * What a baseline takes note of without a word: of each user and membership what was shown first.
 * Whatever is different later has to be told.
 *
 * @param tellsFrom users created since then are told, not noted
 */
export function note(users: Map<string, Cells>, shown: Shown, tellsFrom: number): void {
	const { stream, silent, raw } = shown;
	const id = String(raw.id);
	const isNew = Date.parse(`${String(raw.created_on)}Z`) >= tellsFrom;
	let cells = users.get(id);
	if (!cells && silent && !isNew) users.set(id, (cells = blank()));
	if (!cells) return;
	const account = stream === ORGANIZATION_STREAM ? undefined : stream;
	if (silent && account !== undefined && !cells.memberships.has(account)) {
		const status = lower(raw.membership_status);
		cells.memberships.set(account, { status, profile: '', groups: '' });
	}
	fill(cells, shown);
}

/**
 * The user as it is, without what no answer has shown of it yet: a profile that was never read cannot
 * be missed before it changes.
 */
export function asFarAsShown(now: Cells, known: Cells | undefined): Cells {
	const memberships = [...now.memberships].map(([account, membership]) => {
		const isUnread = known?.memberships.get(account)?.profile === '';
		return [account, isUnread ? { ...membership, profile: '', groups: '' } : membership] as const;
	});
	const policy = known && known.federated_status === undefined ? undefined : now.federated_status;
	return { ...now, federated_status: policy, memberships: new Map(memberships) } as Cells;
}

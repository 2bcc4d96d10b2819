import { createHash, randomUUID } from 'node:crypto';
import SCIMMY from 'scimmy';

/**
 * The records behind scimmy, which brings the protocol: schemas, filters, PATCH and messages. It is
 * one for the process, so that a test file has one such server at a time.
 */

export interface StoredRecord {
	id: string;
	meta: { created: string; lastModified: string; version?: string };
	[attribute: string]: unknown;
}

type Data = Record<string, unknown>;
type Member = { value: string };

interface Request {
	id?: string;
	filter?: { match: (records: StoredRecord[]) => StoredRecord[] };
}

/** What of scimmy's resource classes is used here; their own types want each attribute spelt out. */
interface ServedResource {
	egress(read: (request: Request) => object): ServedResource;
	ingress(write: (request: Request, data: object) => object): ServedResource;
}

const { EnterpriseUser } = SCIMMY.Schemas;

SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(EnterpriseUser, false));
SCIMMY.Resources.declare(SCIMMY.Resources.Group);

export class ScimmyStore {
	readonly users = new Map<string, StoredRecord>();
	readonly groups = new Map<string, StoredRecord>();
	private tick = Date.parse('2026-01-01T00:00:00Z');

	constructor(readonly withVersions: boolean) {
		SCIMMY.Config.set({
			patch: true,
			filter: { supported: true, maxResults: 200 },
			etag: withVersions,
			authenticationSchemes: [
				{ type: 'oauthbearertoken', name: 'Token', description: 'A static token' },
			],
		});
		this.serve(SCIMMY.Resources.User as unknown as ServedResource, this.users, (id, user) => {
			this.demandUnique(id, user);
			return user;
		});
		this.serve(SCIMMY.Resources.Group as unknown as ServedResource, this.groups, (_id, group) => {
			const members = (group.members ?? []) as Member[];
			const ids = [...new Set(members.map(({ value }) => value))];
			const stranger = ids.find((id) => !this.users.has(id));
			if (stranger) throw new SCIMMY.Types.Error(400, 'invalidValue', `No user ${stranger}`);
			return { ...group, members: ids.map((value) => ({ value, type: 'User' })) };
		});
	}

	/** Lets scimmy read and write the records of one kind. */
	private serve(
		Resource: ServedResource,
		records: Map<string, StoredRecord>,
		check: (id: string | undefined, data: Data) => Data,
	): void {
		Resource.egress(({ id, filter }) =>
			id ? found(records, id) : matching(records, filter),
		).ingress(({ id }, data) => this.store(records, id, check(id, plain(data))));
	}

	/** Adds users as they would stand in a long-used directory. */
	seed(count: number): StoredRecord[] {
		return Array.from({ length: count }, (_, n) =>
			this.store(this.users, undefined, {
				userName: `seeded${String(n).padStart(5, '0')}@example.com`,
				name: { givenName: 'Seeded', familyName: String(n) },
				emails: [{ value: `seeded${n}@example.com`, type: 'work', primary: true }],
				active: true,
			}),
		);
	}

	/** Changes a record behind the back of whoever has read it. */
	touch(record: StoredRecord, change: object): StoredRecord {
		const records = this.users.has(record.id) ? this.users : this.groups;
		return this.store(records, record.id, { ...records.get(record.id), ...change });
	}

	private store(
		records: Map<string, StoredRecord>,
		id: string = randomUUID(),
		data: object,
	): StoredRecord {
		const before = records.get(id);
		this.tick += 1_000;
		const lastModified = new Date(this.tick).toISOString();
		const digest = createHash('sha1').update(JSON.stringify(data) + lastModified);
		const version = this.withVersions
			? { version: `W/"${digest.digest('hex').slice(0, 12)}"` }
			: {};
		const created = before?.meta.created ?? lastModified;
		const record = { ...plain(data), id, meta: { created, lastModified, ...version } };
		records.set(id, record);
		return record;
	}

	private demandUnique(id: string | undefined, { userName }: Data): void {
		const wanted = String(userName).toLowerCase();
		for (const other of this.users.values()) {
			if (other.id !== id && String(other.userName).toLowerCase() === wanted) {
				throw new SCIMMY.Types.Error(409, 'uniqueness', 'userName is taken');
			}
		}
	}
}

const plain = (value: object) => JSON.parse(JSON.stringify(value)) as Data;

function found(records: Map<string, StoredRecord>, id: string): StoredRecord {
	const record = records.get(id);
	if (!record) throw new SCIMMY.Types.Error(404, '' as never, `Resource ${id} not found`);
	return record;
}

function matching(
	records: Map<string, StoredRecord>,
	filter: Request['filter'] | undefined,
): StoredRecord[] {
	const all = [...records.values()];
	return filter ? filter.match(all) : all;
}

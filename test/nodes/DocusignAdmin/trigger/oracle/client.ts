import { contractOf, type Facts } from '../../../../../nodes/DocusignAdmin/api/contract';
import type { AdminClient } from '../../../../../nodes/DocusignAdmin/api/client';
import { ORGANIZATION_STREAM } from '../../../../../nodes/DocusignAdmin/trigger/detection';
import type { ApiRequest, JsonObject } from '../../../../../nodes/shared/http';
import { RunCache } from '../../../../../nodes/shared/runCache';
import { accountItem, organizationItem, profileOf, type Shape } from './answers';
import type { Directory } from './directory';

/** One request as it reaches the server. */
export interface Asked {
	/** Counted from 0 in each poll. */
	number: number;
	/** The account of a list, `*` for the organization's; undefined for a profile. */
	stream?: string;
	/** Where the list's page begins. */
	start?: number;
	/** The user of a profile. */
	userId?: string;
}

function scramble(text: string, salt: number): number {
	let hash = salt | 1;
	for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 2654435761);
	return hash >>> 0;
}

/** How long a request takes. */
const LATENCY = 20;

let servers = 0;

/** Docusign as the trigger sees it: answers out of a directory, with faults where a test wants them. */
export class Docusign {
	/** The requests of the poll under way. */
	asked: Asked[] = [];
	/** How many answers with records in them the poll under way has had. */
	answers = 0;
	/** What a request throws. */
	fails: (asked: Asked) => Error | undefined = () => undefined;
	/** What happens on the server before it answers. */
	meanwhile: (asked: Asked) => void = () => undefined;
	/** Records that a list shows besides its users. */
	strangers: Record<string, JsonObject[]> = {};
	/** Where the order of lists comes from. */
	salt = 1;
	private readonly identity = `oracle ${servers++}`;

	constructor(
		readonly directory: Directory,
		readonly shape: Shape,
		readonly pageSize: number = contractOf(shape.contract).maxPageSize,
	) {}

	get listReads(): number {
		return this.asked.filter(({ stream }) => stream !== undefined).length;
	}

	get profileReads(): number {
		return this.asked.length - this.listReads;
	}

	/** The lists a trigger reads that watches these accounts. */
	streams(accounts: readonly string[]): string[] {
		return this.shape.contract === 'openApi' ? [...accounts] : [...accounts, ORGANIZATION_STREAM];
	}

	client(): AdminClient {
		const list = (request: ApiRequest, place?: string) =>
			this.pagesFrom(request, Number(place ?? 0));
		return {
			contract: contractOf(this.shape.contract),
			baseUrl: 'https://api.example.com/Management',
			credential: { isApplication: false, isOAuth2: false, scopes: [] },
			cache: new RunCache(),
			isCancelled: false,
			lists: {
				pagesFrom: (_operation: string, request: ApiRequest, _facts: object, place?: string) =>
					list(request, place),
			},
			// What is remembered of one is not of the next.
			identity: this.identity,
			read: async (operation: string, _request: ApiRequest, { user: meant }: Facts) => {
				const isById = operation === 'getUserDSProfile';
				// Several may share an address, and a look-up by that shows all of them.
				const users = this.directory.users.filter(({ id, email }) =>
					isById ? id === meant?.id : email === meant?.email,
				);
				await this.ask({ userId: users[0]?.id ?? meant?.id });
				this.answers++;
				return users.map((user) => profileOf(user, this.shape));
			},
		} as unknown as AdminClient;
	}

	private async *pagesFrom({ query }: ApiRequest, from: number) {
		const stream = String(query?.account_id ?? ORGANIZATION_STREAM);
		const since = query?.last_modified_since ?? query?.last_modified;
		let shown: Array<() => JsonObject> = [];
		let asOf = '';
		for (let start = from, isLast = false; !isLast; start += this.pageSize) {
			await this.ask({ stream, start });
			const version = `${this.directory.changes} ${this.salt}`;
			if (version !== asOf) {
				shown = this.shown(stream, since === undefined ? 0 : Date.parse(String(since)));
				asOf = version;
			}
			const end = start + this.pageSize;
			isLast = end >= shown.length;
			const records = shown.slice(start, end).map((show) => show());
			const next = isLast && this.shape.contract === 'cursor' ? '' : String(start + records.length);
			if (records.length === 0) return;
			this.answers++;
			yield { records, next, isLast };
		}
	}

	private async ask(request: Omit<Asked, 'number'>): Promise<void> {
		const asked = { number: this.asked.length, ...request };
		this.asked.push(asked);
		this.directory.now += LATENCY;
		this.meanwhile(asked);
		await Promise.resolve();
		const error = this.fails(asked);
		if (error) throw error;
	}

	/** What a list shows, in no order that a client could know. */
	private shown(stream: string, since: number): Array<() => JsonObject> {
		const { directory, salt, shape, strangers } = this;
		const members = directory.users
			.filter(({ memberships }) => stream === ORGANIZATION_STREAM || memberships.has(stream))
			.filter(({ modifiedAt }) => modifiedAt >= since)
			.map((user) => [scramble(user.id, salt), user] as const)
			.sort(([a], [b]) => a - b)
			.map(
				([, user]) =>
					() =>
						stream === ORGANIZATION_STREAM
							? organizationItem(user, shape)
							: accountItem(user, stream, shape),
			);
		return [...(strangers[stream] ?? []).map((stranger) => () => stranger), ...members];
	}
}

import type { PollSettings, UserEvent } from '../../../../../nodes/DocusignAdmin/trigger/detection';
import { pollChanges } from '../../../../../nodes/DocusignAdmin/trigger/readChanges';
import { MINUTE } from './directory';
import type { Docusign } from './client';

type Choice = Partial<Pick<PollSettings, 'events' | 'maxEventsPerPoll' | 'overlapMinutes'>>;

/** A database may give the keys of an object back in another order. */
function reordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reordered);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).reverse();
	return Object.fromEntries(entries.map(([key, each]) => [key, reordered(each)]));
}

/** The trigger as n8n runs it, on time that passes when a test says so. */
export class Trigger {
	/** The accounts that are watched, and those of them that were chosen in the node. */
	watched: readonly string[];
	chosen: readonly string[] = [];
	/** This machine's clock minus the server's, milliseconds. */
	ahead = 0;
	/** Everything told so far. */
	readonly told: UserEvent[] = [];
	/** What n8n keeps in memory, and what it has written: only what a poll finds worth that. */
	private stored = '{}';
	private written = '{}';

	constructor(
		readonly docusign: Docusign,
		readonly choice: Choice = {},
		readonly minutesApart = 15,
	) {
		this.watched = docusign.directory.accounts;
	}

	/** The next poll. @throws what the poll throws; its state counts for nothing then */
	async poll(): Promise<UserEvent[]> {
		const { docusign, watched, chosen, choice } = this;
		const { directory, shape } = docusign;
		directory.now += this.minutesApart * MINUTE;
		const now = () => directory.now + this.ahead;
		docusign.asked = [];
		docusign.answers = 0;
		const client = docusign.client();
		const { contract } = shape;
		const settings: PollSettings = {
			scope: { contract, organizationId: 'org', accountIds: chosen, baseUrl: client.baseUrl },
			streams: docusign.streams(watched),
			firstRun: 'skipExisting',
			overlapMinutes: 15,
			maxEventsPerPoll: 500,
			...choice,
			now: now(),
		};
		const time = { forLists: () => true, forProfiles: () => true, now };
		const stored: unknown = JSON.parse(this.stored);
		const { events, state, worthStoring } = await pollChanges(client, stored, settings, time);
		this.stored = JSON.stringify(reordered(JSON.parse(JSON.stringify(state))));
		if (worthStoring) this.written = this.stored;
		this.told.push(...events);
		return events;
	}

	/** The first run, until nothing is left of it. */
	async begin(): Promise<this> {
		for (let polls = 0; polls < 3; polls++) await this.drain();
		this.told.length = 0;
		this.written = this.stored;
		return this;
	}

	/** Polls until nothing is told in so many polls one after the other; a failed poll tells nothing. */
	async drain(quietPolls = 1): Promise<UserEvent[]> {
		const events: UserEvent[] = [];
		for (let quiet = 0, polls = 0; quiet < quietPolls; polls++) {
			if (polls > 200) throw new Error('The trigger never comes to rest.');
			const told = await this.poll();
			events.push(...told);
			quiet = told.length === 0 ? quiet + 1 : 0;
		}
		return events;
	}

	/** n8n dies between two polls, and goes on from what it has written. */
	restart(): void {
		this.stored = this.written;
	}
}

/** Events in short, in no order: the event, the user's number, the account and what is different. */
export const short = (events: readonly UserEvent[]): string[] =>
	events
		.map(({ event, account_id: account, user, changed_fields: fields = [] }) => {
			const number = Number(String(user.id).slice(-12));
			const where = event === 'membershipChanged' ? [`in ${account}`] : [];
			return [event, number, ...where, ...[...fields].sort()].join(' ');
		})
		.sort();

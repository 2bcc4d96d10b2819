import {
	type Beginning,
	Poll,
	type PollSettings,
	type UserEvent,
} from '../../../../../nodes/DocusignAdmin/trigger/detection';
import type { JsonObject } from '../../../../../nodes/shared/http';

const MINUTE = 60_000;

export const ANNA = '6f1c8a52-2f0e-4b0e-9c1d-000000000001';
export const BORIS = '6f1c8a52-2f0e-4b0e-9c1d-000000000002';

export type Member = { status?: string; profile?: number; groups?: number[] };

export interface Person {
	id: string;
	first_name?: string;
	email?: string;
	status?: string;
	created_on?: string;
	federated_status?: string | null;
	accounts: Record<string, Member>;
}

export const item = (person: Person, account: string): JsonObject => ({
	id: person.id,
	user_name: person.first_name ?? 'Anna',
	first_name: person.first_name ?? 'Anna',
	last_name: 'Example',
	email: person.email ?? 'anna@example.com',
	user_status: person.status ?? 'active',
	membership_status: person.accounts[account].status ?? 'active',
	created_on: person.created_on ?? '2020-01-01T08:00:00.000',
});

export const profileOf = (person: Person): JsonObject => ({
	id: person.id,
	user_name: person.first_name ?? 'Anna',
	user_status: person.status ?? 'active',
	federated_status: person.federated_status,
	created_on: person.created_on ?? '2020-01-01T08:00:00.000',
	memberships: Object.entries(person.accounts).map(([account, member]) => ({
		account_id: account,
		email: person.email ?? 'anna@example.com',
		status: member.status ?? 'active',
		permission_profile: { id: member.profile ?? 1, name: `Profile ${member.profile ?? 1}` },
		groups: (member.groups ?? [1]).map((id) => ({ id, name: `Group ${id}` })),
	})),
});

/** A published organization and its trigger, told what each poll finds. */
export class Watcher {
	state: unknown = {};
	now = Date.UTC(2024, 5, 3, 9);
	last!: ReturnType<Poll['finish']> & { beginning: Beginning; wantedProfiles: string[] };

	constructor(private readonly settings: Partial<PollSettings> = {}) {}

	/** The first run: everybody there is noted, profiles included. */
	begin(...people: Person[]): UserEvent[] {
		return this.see(people, { baseline: true });
	}

	/** A poll whose windows return these users, with their profiles. */
	poll(...people: Person[]): UserEvent[] {
		return this.see(people, {});
	}

	settingsNow(): PollSettings {
		return {
			scope: { contract: 'openApi', organizationId: 'org', accountIds: [] },
			streams: ['a', 'b'],
			firstRun: 'skipExisting',
			overlapMinutes: 10,
			maxEventsPerPoll: 100,
			now: this.now,
			...this.settings,
		};
	}

	see(people: Person[], { baseline = false, profiles = true }): UserEvent[] {
		this.now += 15 * MINUTE;
		const settings = this.settingsNow();
		const poll = new Poll(this.state, settings);
		// A baseline reads each list twice: who was modified lately, and everybody.
		for (const stream of settings.streams.flatMap((each) => (baseline ? [each, each] : [each]))) {
			const there = people.filter(({ accounts }) => stream in accounts);
			poll.page(
				stream,
				there.map((person) => item(person, stream)),
				null,
			);
			poll.endOfList(stream);
		}
		if (profiles) {
			for (const person of people) poll.profile(person.id, profileOf(person), this.now);
		}
		const wantedProfiles = poll.wantedProfiles();
		this.last = { ...poll.finish(this.now), beginning: poll.beginning, wantedProfiles };
		this.state = JSON.parse(JSON.stringify(this.last.state));
		return this.last.events;
	}
}

/** What was told, in short. */
export const told = (events: readonly UserEvent[]) =>
	events.map(({ event, account_id, changed_fields, previous }) => ({
		event,
		...(event === 'membershipChanged' ? { account_id } : {}),
		...(changed_fields ? { changed_fields } : {}),
		...(previous ? { previous } : {}),
	}));

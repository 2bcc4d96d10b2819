import fc from 'fast-check';

import type { ContractName } from '../../../../../nodes/DocusignAdmin/api/contract';
import { ApiFailure } from '../../../../../nodes/shared/errors/apiFailure';
import type { Shape } from './answers';
import { Docusign } from './client';
import { Directory, type User } from './directory';
import { failure } from './failure';
import { factsIn, faultsIn } from './facts';
import { Oracle } from './oracle';
import { SHARED_ADDRESS } from './shared';
import { Trigger } from './trigger';
import { untrueIn } from './truth';
import { CLOSED_UNSEEN, EMPLOYED_UNSEEN, NAMED_UNSEEN, REOPENED_UNSEEN } from './unseen';
import { accountsIn, apply, type Edit, type Fault, type Round, type World, worlds } from './worlds';

/** With one event per poll, each user who was touched without a change may take a poll of its own. */
const QUIET_POLLS = 12;
/** What changes statuses. */
const MOVES: readonly string[] = ['add', 'join', 'leave', 'close', 'reopen', 'activate'];
const MONTH = 30 * 24 * 3_600_000;

/** A trigger, the Docusign that it watches, and what it has to tell. */
class Play {
	private readonly directory: Directory;
	private readonly docusign: Docusign;
	private readonly trigger: Trigger;
	private readonly oracle: Oracle;
	private troubled = false;
	private wasTroubled = false;

	constructor(
		private readonly world: World,
		shape: Shape,
	) {
		this.directory = new Directory(['a', 'b', 'c'].slice(0, world.accounts));
		this.directory.now -= MONTH;
		for (const { accounts, status } of world.existing) {
			this.directory.add(accountsIn(this.directory, accounts), status);
		}
		const [first, second] = this.directory.users;
		if (world.sharesAddress && second) second.email = first.email;
		this.directory.now += MONTH;
		this.docusign = new Docusign(this.directory, shape, world.pageSize);
		this.docusign.salt = world.salt;
		const { maxEventsPerPoll, minutesApart } = world;
		this.trigger = new Trigger(this.docusign, { maxEventsPerPoll }, minutesApart);
		this.oracle = new Oracle(shape);
	}

	async run(): Promise<void> {
		const { directory, oracle, trigger, world } = this;
		await trigger.begin();
		oracle.firstRun(directory.users);
		for (const round of world.rounds) {
			const told = trigger.told.length;
			await this.round(round);
			const events = trigger.told.slice(told);
			expect(untrueIn(events, directory, oracle)).toEqual([]);
			const facts = factsIn(events);
			const expected = oracle.since(directory.users, this.troubled, facts);
			expect(faultsIn(facts, expected)).toEqual([]);
		}
		const ids = trigger.told.map(({ event_id: id }) => id);
		expect(ids).toEqual([...new Set(ids)]);
	}

	private async round(round: Round): Promise<void> {
		const { directory, docusign, trigger } = this;
		const { edits, meanwhile, polls, restarts } = round;
		// A poll that may tell no more may leave the other lists of a user to the next one.
		this.troubled = this.world.maxEventsPerPoll < 500;
		docusign.shape.without = round.without;
		docusign.strangers = round.hasStranger ? { a: [{ user_name: 'Nobody' }] } : {};
		// Of whom no field changes twice in a round, no field can be told twice, whatever answers show.
		const isSpared = ({ what }: Edit) => meanwhile?.edit.what !== 'close' || MOVES.includes(what);
		const spared = new Set<User | undefined>();
		for (const edit of edits) {
			const user = apply(directory, edit);
			if (isSpared(edit)) spared.add(user);
		}
		docusign.meanwhile = ({ number }) => {
			if (number !== meanwhile?.at) return;
			docusign.meanwhile = () => undefined;
			this.troubled = true;
			apply(directory, meanwhile.edit, spared as Set<User>);
		};
		for (const fault of polls) await this.poll(fault);
		this.wasTroubled ||= this.troubled;
		if (restarts) trigger.restart();
		// What n8n goes on from may be the midst of a reading that was interrupted.
		if (restarts && this.wasTroubled) this.troubled = true;
		docusign.fails = () => undefined;
		await trigger.drain(QUIET_POLLS);
	}

	/** A poll in which requests fail: it may fail only when it had no answer with anything in it. */
	private async poll(fault: Fault | undefined): Promise<void> {
		this.docusign.fails = ({ number }) => {
			const { at = Infinity, status = 0, lasts } = fault ?? {};
			if (lasts ? number < at : number !== at) return undefined;
			this.troubled = true;
			return failure(status);
		};
		await this.trigger.poll().catch((error: unknown) => {
			expect(error).toBeInstanceOf(ApiFailure);
			expect(this.docusign.answers).toBe(0);
		});
	}
}

const shapes = (['openApi', 'cursor'] as ContractName[]).flatMap((contract) =>
	[false, true].map((terse) => ({ contract, terse })),
);

const play = async (shape: Shape, troubled: boolean, numRuns: number) =>
	await fc.assert(
		fc.asyncProperty(worlds(shape.contract, troubled), async (world) => {
			await new Play(world, { ...shape, titles: world.titles }).run();
		}),
		{ numRuns },
	);

describe('what is told, beside what an oracle expects', () => {
	test.each([
		['closing of a user', CLOSED_UNSEEN],
		['changed user name of a user', NAMED_UNSEEN],
		['reopening of a user', REOPENED_UNSEEN],
		['changed company of a user', EMPLOYED_UNSEEN],
	])('is the %s whom only the shortest list has shown', async (_, world) => {
		const { titles } = world;
		await new Play(world, { contract: 'cursor', terse: true, titles }).run();
	});

	test.each(shapes)('is about the right one of two who share an address: %o', async (shape) => {
		await new Play(SHARED_ADDRESS, shape).run();
	});

	test.each(shapes)('is every fact, once, and nothing else: %o', async (shape) => {
		await play(shape, false, 100);
	});

	test.each(shapes)('also when requests fail and users change meanwhile: %o', async (shape) => {
		await play(shape, true, 120);
	});
});

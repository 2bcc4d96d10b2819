import fc from 'fast-check';
import { applyPlan } from '../../../../nodes/DocusignAdmin/roster/applying/apply';
import { planItems } from '../../../../nodes/DocusignAdmin/roster/applying/planItems';
import { NO_RECORD, verifyAudit } from '../../../../nodes/DocusignAdmin/roster/applying/audit';
import { protection } from '../../../../nodes/DocusignAdmin/roster/guards';
import type { RosterRow } from '../../../../nodes/DocusignAdmin/roster/people';
import { resolvePeople } from '../../../../nodes/DocusignAdmin/roster/resolve';
import { indexState } from '../../../../nodes/DocusignAdmin/roster/state';
import { planRoster } from '../../../../nodes/DocusignAdmin/roster/planning/plan';
import type { PlanItem, RosterSettings } from '../../../../nodes/DocusignAdmin/roster/types';
import { undoPlan } from '../../../../nodes/DocusignAdmin/roster/applying/undo';
import type { JsonObject } from '../../../../nodes/shared/http';
import { ACCOUNTS, hidden, LISTS, rows, settings, users, World, type Model } from './world';

const RUNS = 300;
const WIDE = { maxClosures: 1_000, maxClosuresPercent: 100 };

/** As it goes through n8n, which keeps items as JSON. */
const throughN8n = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const planOf = (world: World, roster: RosterRow[], wish: RosterSettings): PlanItem[] =>
	throughN8n(
		planRoster({
			people: resolvePeople(roster, LISTS),
			index: indexState(world.state()),
			accounts: ACCOUNTS,
			settings: wish,
		}),
	);

async function apply(world: World, plan: PlanItem[], wish: RosterSettings): Promise<JsonObject[]> {
	const records: JsonObject[] = [];
	for await (const record of applyPlan(planItems(plan), { ...wish, brake: WIDE }, world)) {
		records.push(throughN8n(record));
	}
	return records;
}

const scenario = fc.record({ users, hide: hidden, roster: rows, wish: settings });

/** As the transport ends a run that n8n cancels. */
const cancelled = () => Object.assign(new Error('cancelled'), { name: 'AbortError' });

const isOpen = (user: Model, accountId: string) =>
	(user.memberships[accountId]?.status ?? 'closed') !== 'closed';

it('a plan that was applied leaves nothing but what is blocked', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ users: people, hide, roster, wish }) => {
			const world = new World(people, hide);
			const plan = planOf(world, roster, wish);
			const blocked = plan.filter((item) => item.blocked !== undefined).length;
			const records = await apply(world, plan, wish);
			expect(records.map(({ outcome }) => outcome)).toEqual(
				plan.map((item) => (item.blocked === undefined ? 'applied' : 'blocked')),
			);
			const again = planOf(world, roster, wish);
			expect(again.filter((item) => item.blocked === undefined)).toEqual([]);
			expect(again.length).toBeLessThanOrEqual(blocked);
			expect(verifyAudit(records)).toEqual(records.length === 0 ? [expect.anything()] : []);
		}),
		{ numRuns: RUNS },
	);
});

it('everybody on the roster has access, and nobody in scope who is not, but for what is blocked', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ users: people, hide, roster, wish }) => {
			const world = new World(people, hide);
			const plan = planOf(world, roster, wish);
			const isBlocked = (email: string, accountId: string) =>
				plan.some(
					(item) =>
						item.email === email && item.account_id === accountId && item.blocked !== undefined,
				);
			await apply(world, plan, wish);
			for (const { email, account } of roster) {
				const user = world.users.find((each) => each.email === email);
				expect(isBlocked(email, account) || (user && isOpen(user, account))).toBe(true);
			}
			if (wish.notOnRoster !== 'close') return;
			for (const user of world.users) {
				for (const accountId of Object.keys(user.memberships)) {
					const isOn = roster.some((row) => row.email === user.email && row.account === accountId);
					if (isOpen(user, accountId) && !isOn) {
						expect(isBlocked(user.email, accountId)).toBe(true);
					}
				}
			}
		}),
		{ numRuns: RUNS },
	);
});

it('nobody is closed who is protected, is the credential’s own, or is on the roster', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ users: people, hide, roster, wish }) => {
			const world = new World(people, hide);
			const before = people;
			await apply(world, planOf(world, roster, wish), wish);
			const admins = { before: [] as string[], after: [] as string[] };
			for (const user of before) {
				const now = world.users.find(({ id }) => id === user.id)!;
				for (const [accountId, member] of Object.entries(user.memberships)) {
					if (member.isAdmin && member.status === 'active') admins.before.push(accountId);
					if (member.isAdmin && now.memberships[accountId].status === 'active') {
						admins.after.push(accountId);
					}
					if (!isOpen(user, accountId) || isOpen(now, accountId)) continue;
					expect(wish.notOnRoster).toBe('close');
					expect(protection([user.email], accountId, wish)).toBeUndefined();
					expect(user.id).not.toBe(wish.ownUserId);
					expect(user.isOrganizationAdmin).toBe(false);
					expect(user.byScim).toBe(false);
					expect(roster).not.toContainEqual(
						expect.objectContaining({ email: user.email, account: accountId }),
					);
				}
			}
			// Who shows that they are an administrator is not closed as the last one.
			if (hide.admins) return;
			expect(new Set(admins.after)).toEqual(new Set(admins.before));
		}),
		{ numRuns: RUNS },
	);
});

it('the order of the people, of the users and of the items makes no difference', async () => {
	const shuffled = scenario.chain((each) =>
		fc.record({
			each: fc.constant(each),
			roster: fc.shuffledSubarray(each.roster, { minLength: each.roster.length }),
			people: fc.shuffledSubarray(each.users, { minLength: each.users.length }),
		}),
	);
	await fc.assert(
		fc.asyncProperty(shuffled, async ({ each, roster, people }) => {
			const world = new World(each.users, each.hide);
			const other = new World(people, each.hide);
			const plan = planOf(world, each.roster, each.wish);
			expect(planOf(other, roster, each.wish)).toEqual(plan);
			await apply(world, plan, each.wish);
			await apply(other, [...plan].reverse(), each.wish);
			const sorted = ({ users: all }: World) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
			expect(sorted(other)).toEqual(sorted(world));
		}),
		{ numRuns: RUNS },
	);
});

it('ends the same however often it is interrupted, and invites nobody twice', async () => {
	const cuts = fc.array(fc.tuple(fc.nat({ max: 12 }), fc.constantFrom('before', 'after')));
	await fc.assert(
		fc.asyncProperty(scenario, cuts, async ({ users: people, hide, roster, wish }, times) => {
			const world = new World(people, hide);
			const undisturbed = world.copy();
			const plan = planOf(world, roster, wish);
			await apply(undisturbed, plan, wish);
			for (const [steps, when] of times) {
				let left = steps;
				world.meddle = (now) => {
					if (now === when && left-- === 0) throw cancelled();
				};
				await apply(world, plan, wish).catch(() => []);
			}
			world.meddle = () => undefined;
			const records = await apply(world, plan, wish);
			expect(world.users).toEqual(undisturbed.users);
			expect(Math.max(0, ...world.invitations.values())).toBeLessThanOrEqual(1);
			const outcomes = new Set(records.map(({ outcome }) => outcome));
			expect([...outcomes]).not.toContain('stale');
			expect([...outcomes]).not.toContain('failed');
		}),
		{ numRuns: RUNS },
	);
});

it('undo restores all but what the plan named', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ users: people, hide, roster, wish }) => {
			const world = new World(people, hide);
			const before = world.copy();
			const plan = planOf(world, roster, wish);
			const records = await apply(world, plan, wish);
			const back = throughN8n(undoPlan(records));
			const undone = await apply(world, back, wish);
			for (const [at, { outcome }] of undone.entries()) {
				expect(outcome).toBe(back[at].blocked === undefined ? 'applied' : 'blocked');
			}
			const isNamed = (email: string, accountId: string) =>
				[...plan, ...back].some(
					(item) =>
						item.email === email &&
						item.account_id === accountId &&
						(item.not_undone !== undefined || item.blocked !== undefined),
				);
			for (const user of world.users) {
				const was = before.users.find(({ id }) => id === user.id);
				if (was) expect([user.first, user.last]).toEqual([was.first, was.last]);
				for (const [accountId, member] of Object.entries(user.memberships)) {
					const had = was?.memberships[accountId];
					if (!isNamed(user.email, accountId)) {
						expect(member).toEqual(had);
						continue;
					}
					// What is named: invitations, and closed memberships that stay.
					const cannotBe = back.some(
						(item) =>
							item.email === user.email &&
							item.account_id === accountId &&
							item.blocked !== undefined,
					);
					if (cannotBe) continue;
					expect(isOpen(user, accountId)).toBe(was !== undefined && isOpen(was, accountId));
					const isReversible = plan.every(
						(item) => item.email !== user.email || item.account_id !== accountId || item.reversible,
					);
					if (had && isOpen(was!, accountId) && isReversible) {
						expect(member).toEqual({ ...had, status: member.status });
					}
				}
			}
		}),
		{ numRuns: RUNS },
	);
});

describe('verify', () => {
	const made = async ({
		users: people,
		roster,
		wish,
	}: typeof scenario extends fc.Arbitrary<infer T> ? T : never) => {
		const world = new World(people);
		return await apply(world, planOf(world, roster, wish), wish);
	};
	const damage = fc.record({
		kind: fc.constantFrom('alter', 'remove', 'cutEnd', 'cutStart', 'swap', 'repeat', 'move'),
		at: fc.nat(),
		to: fc.nat(),
		field: fc.nat(),
	});

	it('finds whatever is altered, cut or reordered', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, damage, async (each, { kind, at, to, field }) => {
				const records = await made(each);
				fc.pre(records.length > 0);
				expect(verifyAudit(records)).toEqual([]);
				const n = records.length;
				const [one, other] = [at % n, to % n];
				let damaged = throughN8n(records);
				if (kind === 'alter') {
					const names = Object.keys(damaged[one]);
					const name = names[field % names.length];
					const value = damaged[one][name];
					damaged[one][name] = typeof value === 'string' ? `${value}!` : 'other';
				} else if (kind === 'remove') damaged.splice(one, 1);
				else if (kind === 'cutEnd') damaged = damaged.slice(0, one);
				else if (kind === 'cutStart') damaged = damaged.slice(one + 1);
				else if (kind === 'repeat') damaged.splice(other, 0, damaged[one]);
				else {
					fc.pre(one !== other);
					const [moved] = damaged.splice(one, 1, ...(kind === 'swap' ? [damaged[other]] : []));
					if (kind === 'swap') damaged[other] = moved;
					else damaged.splice(other, 0, moved);
				}
				const problems = verifyAudit(damaged);
				expect(problems).not.toEqual([]);
				const flaws = problems.map(({ flaw }) => flaw);
				if (kind === 'alter') expect(flaws).toContain('altered');
				if (['remove', 'cutEnd', 'cutStart'].includes(kind)) expect(flaws).toContain('cut');
				if (['swap', 'move', 'repeat'].includes(kind)) expect(flaws).toContain('reordered');
			}),
			{ numRuns: RUNS },
		);
	});

	it('takes the records of several runs, one after the other', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, scenario, async (one, other) => {
				const first = await made(one);
				const second = await made(other);
				fc.pre(first.length > 0 && second.length > 0);
				fc.pre(first[0].record_hash !== second[0].record_hash);
				expect(verifyAudit([...first, ...second])).toEqual([]);
				expect(second[0].previous_hash).toBe(NO_RECORD);
			}),
			{ numRuns: 50 },
		);
	});
});

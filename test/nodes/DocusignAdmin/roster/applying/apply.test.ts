import { applyPlan } from '../../../../../nodes/DocusignAdmin/roster/applying/apply';
import { planItems } from '../../../../../nodes/DocusignAdmin/roster/applying/planItems';
import { verifyAudit } from '../../../../../nodes/DocusignAdmin/roster/applying/audit';
import {
	brakeOn,
	DEFAULT_BRAKE,
	type Brake,
} from '../../../../../nodes/DocusignAdmin/roster/applying/brake';
import { readRoster } from '../../../../../nodes/DocusignAdmin/roster/people';
import { resolvePeople } from '../../../../../nodes/DocusignAdmin/roster/resolve';
import { indexState } from '../../../../../nodes/DocusignAdmin/roster/state';
import { planRoster } from '../../../../../nodes/DocusignAdmin/roster/planning/plan';
import type { PlanCounts, PlanItem } from '../../../../../nodes/DocusignAdmin/roster/types';
import { changeIn, seal } from '../../../../../nodes/DocusignAdmin/roster/seal';
import { undoPlan } from '../../../../../nodes/DocusignAdmin/roster/applying/undo';
import { ApiFailure } from '../../../../../nodes/shared/errors/apiFailure';
import type { JsonObject } from '../../../../../nodes/shared/http';
import { ACCOUNTS, LISTS, World, type Model } from '../world';

const [A, B] = ACCOUNTS.map(({ id }) => String(id));
const WIDE: Brake = { maxClosures: 100, maxClosuresPercent: 100 };

const model = (name: string, accounts: string[], more: Partial<Model> = {}): Model => ({
	id: `u-${name}`,
	email: `${name}@example.com`,
	first: 'Kim',
	last: 'Lee',
	isOrganizationAdmin: false,
	byScim: false,
	memberships: Object.fromEntries(
		accounts.map((id) => [
			id,
			{ status: 'active', profile: 10, groups: [20], isAdmin: false, title: 'Clerk' },
		]),
	),
	...more,
});

const planOf = (world: World, people: JsonObject[], more: JsonObject = {}): PlanItem[] =>
	planRoster({
		people: resolvePeople(readRoster(people), LISTS),
		index: indexState(world.state()),
		accounts: ACCOUNTS,
		settings: { notOnRoster: 'close', ...more },
	});

async function apply(world: World, items: JsonObject[], brake = WIDE): Promise<JsonObject[]> {
	const records: JsonObject[] = [];
	for await (const record of applyPlan(planItems(items), { brake }, world)) records.push(record);
	return records;
}

const outcomes = (records: JsonObject[]) => records.map(({ outcome }) => outcome);
const ann = { email: 'ann@example.com', account: A };

describe('a change', () => {
	const viewer = { ...ann, permissionProfile: 'Viewer', groups: 'Legal' };

	it('is applied, and found applied when it is applied again', async () => {
		const world = new World([model('ann', [A]), model('bob', [A])]);
		const plan = planOf(world, [viewer]);
		const records = await apply(world, plan);
		expect(outcomes(records)).toEqual(['applied', 'applied']);
		expect(records[0]).toMatchObject({
			...plan[0],
			outcome: 'applied',
			applied_on: '2026-01-31T08:00:00.000Z',
			trace_token: 'trace',
		});
		expect(outcomes(await apply(world, plan))).toEqual(['alreadyApplied', 'alreadyApplied']);
	});

	it('is stale once somebody changed what it is about, and leaves that alone', async () => {
		const world = new World([model('ann', [A]), model('bob', [A])]);
		const plan = planOf(world, [viewer]);
		world.users[0].memberships[A].profile = 12;
		world.users[1].memberships[A].groups = [21];
		const before = structuredClone(world.users);
		const records = await apply(world, plan);
		expect(outcomes(records)).toEqual(['stale', 'stale']);
		expect(records.map(({ outcome_reason: why }) => why)).toEqual([
			'changed since: permission_profile',
			'changed since: groups',
		]);
		expect(world.users).toEqual(before);
	});

	it('is finished where an interruption left half of it', async () => {
		const world = new World([model('ann', [A])]);
		const plan = planOf(world, [viewer]);
		world.users[0].memberships[A].profile = 11;
		const send = jest.spyOn(world, 'send');
		expect(outcomes(await apply(world, plan))).toEqual(['applied']);
		expect(send.mock.calls[0][0].after).toEqual({ groups: [{ id: 21, name: 'Legal' }] });
	});

	it('is stale where the user was closed, is somebody else by now, or was created by another', async () => {
		const world = new World([model('ann', [A])]);
		const plan = planOf(world, [
			viewer,
			{ ...ann, email: 'eve@example.com', firstName: 'E', lastName: 'V' },
		]);
		world.users[0].memberships[A].status = 'closed';
		world.users.push(model('eve', [B]));
		expect(outcomes(await apply(world, plan))).toEqual(['stale', 'stale']);
		world.users[0].memberships[A].status = 'active';
		world.users[0].email = 'other@example.com';
		expect(outcomes(await apply(world, plan))).toEqual(['stale', 'stale']);
	});

	it('is blocked where a guard has something against it by now, and where it is not known how things are', async () => {
		const world = new World([model('ann', [A]), model('bob', [A])]);
		const plan = planOf(world, [viewer]);
		world.users[1].isOrganizationAdmin = true;
		world.users[0].byScim = true;
		expect(outcomes(await apply(world, plan))).toEqual(['blocked', 'blocked']);
		jest.spyOn(world, 'present').mockResolvedValue({ users: [], accountsRead: [], isWhole: false });
		expect(outcomes(await apply(world, plan))).toEqual(['blocked', 'blocked']);
	});

	it('that Docusign refuses is failed, and keeps whoever waits for it where they are', async () => {
		const world = new World([model('ann', [A, B]), model('bob', [A])]);
		const plan = planOf(world, [{ ...ann, account: String(ACCOUNTS[2].id) }]);
		expect(plan.map(({ action }) => action)).toEqual(['addMembership', 'close', 'close', 'close']);
		world.meddle = (_when, { change }) => {
			if (change.action !== 'addMembership') return;
			throw new ApiFailure({
				code: 'DOCUSIGN_REFUSED',
				message: 'No seat is left',
				description: '',
				traceToken: 'trace of it',
			});
		};
		const records = await apply(world, plan);
		expect(outcomes(records)).toEqual(['failed', 'blocked', 'blocked', 'applied']);
		expect(records[0]).toMatchObject({
			outcome_reason: 'No seat is left',
			error_code: 'DOCUSIGN_REFUSED',
			trace_token: 'trace of it',
		});
		expect(records[1].outcome_reason).toMatch(/did not get the access/);
	});
});

it('an access that another run gave at the same time is there, although Docusign refuses to give it twice', async () => {
	const world = new World([model('ann', [A, B])]);
	const plan = planOf(world, [
		{ ...ann, account: String(ACCOUNTS[2].id) },
		{ email: 'new@example.com', account: A, firstName: 'N', lastName: 'W' },
	]);
	const other = world.copy();
	await apply(
		other,
		plan.filter(({ action }) => action !== 'close'),
	);
	world.meddle = (when, { change }) => {
		if (when === 'after' || change.action === 'close') return;
		world.users.splice(0, world.users.length, ...other.copy().users);
		throw new ApiFailure({ code: 'DOCUSIGN_USER_EXISTS', message: 'It is there', description: '' });
	};
	const records = await apply(world, plan);
	expect(records.map(({ action, outcome }) => [action, outcome])).toEqual([
		['create', 'alreadyApplied'],
		['addMembership', 'alreadyApplied'],
		['close', 'applied'],
		['close', 'applied'],
	]);
	expect(records[0].user_id).toBe('user-of-new@example.com');
});

describe('what is about all changes', () => {
	const limit = new ApiFailure({
		code: 'DOCUSIGN_HOURLY_LIMIT',
		message: 'The hour is used up',
		description: '',
		scheduler: 'quota-exhausted',
	});
	const noToken = new ApiFailure({
		code: 'DOCUSIGN_RENEWAL_FAILED',
		message: 'The hour is used up',
		description: '',
		scheduler: 'rate-limited',
	});
	const setUp = () => {
		const world = new World([model('ann', [A]), model('bob', [A]), model('cat', [A])]);
		const report = { ...ann, email: 'cat@example.com' };
		return { world, plan: planOf(world, [{ ...ann, permissionProfile: 'Viewer' }, report]) };
	};

	it.each<[string, Error]>([
		['a limit of the hour', limit],
		['a connection that gets no new token', noToken],
		['what is no answer', new Error('The hour is used up')],
	])('as %s is, ends the tries, and not the records of what was made', async (_name, error) => {
		const { world } = setUp();
		const plan = planOf(world, [
			{ ...ann, permissionProfile: 'Viewer' },
			{ ...ann, email: 'bob@example.com', permissionProfile: 'Viewer' },
		]);
		const send = jest.spyOn(world, 'send');
		let tries = 0;
		world.meddle = (when) => {
			if (when === 'before' && ++tries > 1) throw error;
		};
		const records = await apply(world, plan);
		expect(outcomes(records)).toEqual(['applied', 'failed', 'failed']);
		expect(records.map(({ outcome_reason: why }) => why)).toEqual([
			undefined,
			'The hour is used up',
			'not tried: The hour is used up',
		]);
		expect(send).toHaveBeenCalledTimes(2);
		expect(verifyAudit(records)).toEqual([]);
	});

	it('ends the run where nothing was made yet, and where it is cancelled', async () => {
		const { world, plan } = setUp();
		world.meddle = () => {
			throw limit;
		};
		await expect(apply(world, plan)).rejects.toBe(limit);
		world.meddle = (when, { change }) => {
			if (change.action !== 'close' || when === 'after') return;
			throw Object.assign(new Error('cancelled'), { name: 'AbortError' });
		};
		await expect(apply(world, plan)).rejects.toThrow('cancelled');
	});
});

it('a closure of somebody protected is none, even where no plan blocks it', async () => {
	const world = new World([model('bob', [A])]);
	const change = changeIn(planOf(world, [{ ...ann, firstName: 'A', lastName: 'L' }])[1]);
	expect(change.action).toBe('close');
	const records = await apply(world, seal([{ ...change, protected: true }], 100));
	expect(outcomes(records)).toEqual(['blocked']);
});

describe('the items of a plan', () => {
	const world = new World([model('ann', [A]), model('bob', [A])]);
	const plan = planOf(world, [ann, { ...ann, account: B }]);

	it('are taken as they are, all or some of them', () => {
		expect(planItems([...plan].reverse())).toEqual(plan);
		expect(planItems(plan.slice(1))).toEqual(plan.slice(1));
		expect(planItems(JSON.parse(JSON.stringify(plan)) as JsonObject[])).toEqual(plan);
	});

	it.each<[string, JsonObject[], RegExp]>([
		['is no change', [plan[0], { email: 'x' }], /Item 1 is no change of a plan/],
		['was edited', [{ ...plan[0], user_id: 'u-bob' }], /Item 0 is not as the plan made it/],
		['was unblocked', [{ ...plan[0], blocked: 'no' }], /Item 0 is not as the plan made it/],
		[
			'has other counts',
			[{ ...plan[0], plan_counts: { ...plan[0].plan_counts, close: 0 } }],
			/Item 0 is not as the plan made it/,
		],
		['is there twice', [plan[0], plan[0]], /Items 0 and 1 are the same change/],
		['is of another plan', [plan[0], planOf(world, [ann])[0]], /Items 0 and 1 are of two plans/],
	])('are refused where one %s', (_name, items, said) => {
		expect(() => planItems(items)).toThrow(said);
	});
});

describe('the brake', () => {
	const on = (close: number, members: number, brake: Partial<Brake> = {}) =>
		brakeOn({ close, members } as PlanCounts, { ...DEFAULT_BRAKE, ...brake });

	it('lets few closures pass, and more only with their very number', () => {
		expect(on(0, 0)).toBeUndefined();
		expect(on(10, 200)).toBeUndefined();
		expect(on(11, 1_000)).toMatch(/more than 10: confirm it with 11/);
		expect(on(10, 199)).toMatch(/more than 5 percent/);
		expect(on(1, 0, { maxClosuresPercent: 100 })).toMatch(/confirm/);
		expect(on(11, 1_000, { confirmedClosures: 11 })).toBeUndefined();
		expect(on(11, 1_000, { confirmedClosures: 12 })).toMatch(/12 were confirmed/);
		expect(on(2, 1_000, { confirmedClosures: 3 })).toMatch(/3 were confirmed/);
		expect(on(11, 100, { maxClosures: 11, maxClosuresPercent: 11 })).toBeUndefined();
	});

	it('holds all closures, also of a part of the plan, and nothing else', async () => {
		const others = Array.from({ length: 12 }, (_each, n) => model(`leaver-${n}`, [A]));
		const world = new World([model('ann', [A]), ...others]);
		const plan = planOf(world, [{ ...ann, permissionProfile: 'Viewer' }]);
		expect(outcomes(await apply(world, plan, DEFAULT_BRAKE))).toEqual([
			'applied',
			...others.map(() => 'blocked'),
		]);
		expect(outcomes(await apply(world, plan.slice(1, 3), DEFAULT_BRAKE))).toEqual([
			'blocked',
			'blocked',
		]);
		const confirmed = { ...DEFAULT_BRAKE, confirmedClosures: 12 };
		expect(outcomes(await apply(world, plan, confirmed))).toEqual([
			'alreadyApplied',
			...others.map(() => 'applied'),
		]);
	});
});

describe('undo', () => {
	it('names what stays, and takes nothing for a record that is none', async () => {
		const world = new World([model('bob', [A])]);
		const plan = planOf(world, [{ ...ann, firstName: 'A', lastName: 'L' }], {
			protectedEmails: ['ann@example.com'],
		});
		expect(plan[0]).toMatchObject({ action: 'create', protected: true, reversible: false });
		const back = undoPlan(await apply(world, plan));
		expect(back.map(({ action, email }) => [action, email])).toEqual([
			['reopen', 'bob@example.com'],
			['close', 'ann@example.com'],
		]);
		expect(back[0].not_undone).toBe('Docusign sends the user a new invitation');
		expect(back[1].blocked).toMatch(/cannot be closed again: the address/);
		expect(outcomes(await apply(world, back))).toEqual(['applied', 'blocked']);
		expect(() => undoPlan(plan)).toThrow(/Item 0 is no record/);
	});

	it('takes a change back once, however many runs tell of it', async () => {
		const world = new World([model('bob', [A])]);
		const plan = planOf(world, [{ ...ann, firstName: 'A', lastName: 'L' }]);
		const first = await apply(world, plan);
		const again = await apply(world, plan);
		expect(outcomes(again)).toEqual(['alreadyApplied', 'alreadyApplied']);
		const once = undoPlan(first);
		expect(once.map(({ action }) => action)).toEqual(['reopen', 'close']);
		expect(undoPlan([...first, ...again])).toEqual(once);
		expect(undoPlan([...again, ...first])).toEqual(once);
		expect(undoPlan([...first, ...first])).toEqual(once);
		expect(outcomes(await apply(world, once))).toEqual(['applied', 'applied']);
	});

	it('takes nothing back on which a later plan was built, and that one as it was', async () => {
		const clock = ['2026-01-01', '2026-01-02'].map((day) => new Date(day));
		const world = new World([model('ann', [A]), model('bob', [A])]);
		const move = { ...ann, permissionProfile: 'Viewer' };
		world.now = () => clock[0];
		const left = await apply(world, planOf(world, [move]));
		world.now = () => clock[1];
		const people = [
			{ ...move, firstName: 'Ann', lastName: 'Lee' },
			{ ...ann, email: 'bob@example.com' },
		];
		const back = await apply(world, planOf(world, people));
		expect([...left, ...back].map(({ action, outcome }) => [action, outcome])).toEqual([
			['update', 'applied'],
			['close', 'applied'],
			['reopen', 'applied'],
			['update', 'applied'],
		]);
		for (const records of [
			[...left, ...back],
			[...back, ...left],
		]) {
			const undo = undoPlan(records);
			expect(undo.map(({ action, email, blocked }) => [action, email, blocked])).toEqual([
				[
					'reopen',
					'bob@example.com',
					expect.stringMatching(/later plan .* take that one back first/),
				],
				['update', 'ann@example.com', undefined],
				['update', 'ann@example.com', expect.stringMatching(/later plan/)],
				['close', 'bob@example.com', undefined],
			]);
		}
	});

	it('passes over what was not made', async () => {
		const world = new World([model('ann', [A]), model('bob', [A])]);
		const plan = planOf(world, [{ ...ann, permissionProfile: 'Viewer' }]);
		world.users[0].memberships[A].profile = 12;
		const back = undoPlan(await apply(world, plan));
		expect(back.map(({ action, email }) => [action, email])).toEqual([
			['reopen', 'bob@example.com'],
		]);
	});
});

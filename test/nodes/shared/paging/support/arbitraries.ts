import fc from 'fast-check';
import type { AccountChange, AccountsOptions } from './accounts';
import type { CursorChange, CursorServerOptions } from './cursorServer';
import type { Change, ServerOptions } from './server';

const part = fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100);

export const change: fc.Arbitrary<Change> = fc.record({
	kind: fc.constantFrom<Change['kind'][]>('insert', 'remove'),
	at: part,
	count: fc.integer({ min: 1, max: 12 }),
});

/** What a server may do while it is read; `cap`s of a single record are a case of their own. */
export const restlessServer: fc.Arbitrary<Omit<ServerOptions, 'delay'>> = fc.record({
	total: fc.integer({ min: 0, max: 80 }),
	cap: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
	changes: fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 25 }),
	shortness: fc.array(part, { maxLength: 20 }),
	counts: fc.boolean(),
});

const cursorChange: fc.Arbitrary<CursorChange> = fc.oneof(
	fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 12 }) }),
	fc.record({ kind: fc.constantFrom('remove' as const, 'move' as const), at: part }),
	fc.record({ kind: fc.constant('return' as const) }),
);

/** What a server of cursors may do while it is read. Its changes end, as the list else might not. */
export const restlessCursorServer: fc.Arbitrary<CursorServerOptions> = fc.record({
	total: fc.integer({ min: 0, max: 80 }),
	cap: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
	changes: fc.array(fc.array(cursorChange, { maxLength: 4 }), { maxLength: 25 }),
	shortness: fc.array(part, { maxLength: 20 }),
});

const account = fc.nat(4);

const accountChange: fc.Arbitrary<AccountChange> = fc.oneof(
	fc.record({ kind: fc.constant('hire' as const), to: account }),
	fc.record({
		kind: fc.constantFrom('move' as const, 'join' as const),
		from: account,
		at: part,
		to: account,
	}),
	fc.record({ kind: fc.constant('leave' as const), from: account, at: part }),
);

/** Accounts that share members, and what these do while they are read. */
export const restlessAccounts: fc.Arbitrary<Omit<AccountsOptions, 'wire' | 'delay'>> = fc.record({
	members: fc.array(fc.uniqueArray(fc.nat(40), { maxLength: 30 }), { maxLength: 5 }),
	cap: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
	changes: fc.array(fc.array(accountChange, { maxLength: 3 }), { maxLength: 25 }),
});

export const choices = fc.array(fc.nat(15), { maxLength: 80 });
export const pageSizes = fc.integer({ min: 1, max: 12 });
export const concurrencies = fc.integer({ min: 1, max: 5 });

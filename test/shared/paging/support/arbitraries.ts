import fc from 'fast-check';
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

export const choices = fc.array(fc.nat(15), { maxLength: 80 });
export const pageSizes = fc.integer({ min: 1, max: 12 });
export const concurrencies = fc.integer({ min: 1, max: 5 });

import { startSandbox, type FaultAction, type Sandbox } from '../../../../sandbox';
import { adminNode } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';
import { named, prepare, WRITES } from './operations';

/** One answer is lost, whether the request was carried out or not: it is done once, and told to be done. */

const FAULTS: Array<[string, FaultAction]> = [
	['reset before', { type: 'drop', when: 'before', reset: true }],
	['reset after', { type: 'drop', when: 'after', reset: true }],
	['closed before', { type: 'drop', when: 'before' }],
	['closed after', { type: 'drop', when: 'after' }],
	['500 before', { type: 'respond', status: 500 }],
	['500 after', { type: 'respond', status: 500, act: true }],
	['a page with 502 before', { type: 'html', status: 502 }],
	['a page with 502 after', { type: 'html', status: 502, act: true }],
	['a page with 200 after', { type: 'html', status: 200, act: true }],
	['504 before', { type: 'respond', status: 504 }],
	['504 after', { type: 'respond', status: 504, act: true }],
	['408 after', { type: 'respond', status: 408, act: true }],
	['cut JSON', { type: 'cutJson' }],
	['cut off', { type: 'truncate' }],
	['200 without a body', { type: 'empty', act: true }],
	['204 without a body', { type: 'empty', status: 204, act: true }],
	['time out before', { type: 'hang' }],
	['time out after', { type: 'hang', act: true }],
];

/** What a server may say of what is closed already. */
const WORDS = [
	{
		closedAlreadyCode: 'membership_closed',
		closedAlreadyText: 'The membership is closed already.',
	},
	{ closedAlreadyCode: 'invalid_request', closedAlreadyText: 'Nothing to do for this member.' },
];

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
afterAll(async () => await sandbox.close());

const cells = WRITES.flatMap((write) =>
	write.contracts.flatMap((contract) =>
		FAULTS.map(([what, fault]) => [write.name, contract, what, write, fault] as const),
	),
);

describe.each(cells)('%s on %s: %s', (name, contract, what, write, fault) => {
	const closes = /Close/.test(name);
	it.each<object>(closes ? WORDS : [{}])('is done once, and told so %#', async (words) => {
		const closed = closes ? ({ closeClosed: 'error', cursorCloseClosed: 'error' } as const) : {};
		sandbox.reset({ ...words, ...closed });
		prepare(sandbox);
		sandbox.faults.add({ match: write.match[contract], do: fault });
		const timeout = what.startsWith('time out') ? { timeout: 300 } : {};
		const [{ json }, ...more] = await adminNode(sandbox, contract).run(
			{ ...write.parameters(sandbox), requestOptions: timeout },
			{ onError: 'continueRegularOutput' },
		);
		expect(more).toEqual([]);
		expect(json.error).toBeUndefined();
		expect(write.done(sandbox)).toBe(1);
		expect(sandbox.faults.list()[0].hits).toBe(1);
		if (write.isNew) {
			const user = [...sandbox.state.users.values()].at(-1)!;
			expect(json.id).toBe(user.id);
		} else {
			expect(named(sandbox, write)).toContain(json.id ?? json.user_id ?? json.user_email);
		}
		// It is this run that has closed the user.
		if (/after|cut/.test(what)) expect(json).not.toHaveProperty('already_closed');
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { startSandbox, type FaultAction, type Sandbox } from '../../../../sandbox';
import { adminNode, adminRequests } from '../../../support/admin';
import { quickClock } from '../../../support/quickClock';
import { named, prepare, target, WRITES } from './operations';

/**
 * Several things go wrong, in any order: with the write, the look-ups and the sign-in. Whatever comes out
 * has to be true of the state, and what is not known has to be told as that.
 */

let sandbox: Sandbox;
quickClock();

beforeAll(async () => {
	sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
});
afterAll(async () => await sandbox.close());

const lost: FaultAction[] = [
	{ type: 'drop', when: 'after' },
	{ type: 'drop', when: 'before', reset: true },
	{ type: 'respond', status: 500, act: true },
	{ type: 'html', status: 502, act: true },
	{ type: 'respond', status: 504, act: true },
	{ type: 'respond', status: 503 },
	{ type: 'cutJson' },
	{ type: 'truncate' },
];
const refused: FaultAction[] = [
	{ type: 'error', status: 400, code: 'INVALID', message: 'No' },
	{ type: 'error', status: 401, code: 'AUTHORIZATION_INVALID_TOKEN', message: 'Not now' },
	{ type: 'error', status: 403, code: 'ACCESS_DENIED', message: 'Not you' },
	{ type: 'error', status: 429, code: 'BURST_APIINVOCATION_LIMIT_EXCEEDED', message: 'Slowly' },
	{ type: 'expireTokens' },
];

const anyWrite = fc.constantFrom(
	...WRITES.flatMap((write) => write.contracts.map((contract) => ({ write, contract }))),
);
const anyFault = fc.oneof(fc.constantFrom(...lost), fc.constantFrom(...refused));
/** What the first, the second … of these requests meets; the last one may stay for good. */
const anySteps = fc.record({
	steps: fc.array(fc.option(anyFault, { nil: undefined }), { maxLength: 4 }),
	stays: fc.constantFrom(false, false, false, true),
});
const anySchedule = fc.record({ write: anySteps, look: anySteps, token: anySteps });
const anySettings = fc.record({
	closeClosed: fc.constantFrom('ok', 'error', 'refuse'),
	cursorCloseClosed: fc.constantFrom('ok', 'error', 'refuse'),
	cursorCloseStatus: fc.constantFrom('asked', 'user'),
	closeAnswer: fc.constantFrom('whole', 'fewer', 'none', 'empty'),
	/** In which account nobody can be closed. */
	refuses: fc.constantFrom(0, 0, 1, 2),
	lackOfRightsStatus: fc.constantFrom(401, 403),
});

const closedIn = ({ state }: Sandbox) =>
	state
		.membershipsOf(target(sandbox).id)
		.filter(({ status }) => status === 'closed')
		.map(({ accountId }) => accountId);

it('says what is so, or that it is not known', async () => {
	await fc.assert(
		fc.asyncProperty(
			anyWrite,
			anySchedule,
			anySettings,
			async ({ write, contract }, schedule, settings) => {
				sandbox.reset(settings as object);
				const ids = [...sandbox.state.accounts.keys()];
				if (settings.refuses) sandbox.configure({ closeRefusedIn: [ids[settings.refuses - 1]] });
				sandbox.requests.length = 0;
				prepare(sandbox);
				const matches = {
					write: write.match[contract],
					look: { method: 'GET' },
					token: { path: '/oauth/token' },
				};
				for (const [on, { steps, stays }] of Object.entries(schedule)) {
					const match = matches[on as keyof typeof matches];
					steps.forEach((fault, n) => {
						const times = stays && n === steps.length - 1 ? Infinity : 1;
						if (fault) sandbox.faults.add({ match: { ...match, nth: n + 1, times }, do: fault });
					});
				}
				const [{ json }] = await adminNode(sandbox, contract).run(
					{ ...write.parameters(sandbox), options: { maxWait: 60 } },
					{ onError: 'continueRegularOutput' },
				);
				const done = write.done(sandbox);
				expect(done).toBeLessThanOrEqual(1);
				if (json.error === undefined) return expect(done).toBe(1);
				const details = json.details as { code?: string; description?: string } | undefined;
				const isUnknown = details?.code === 'DOCUSIGN_UNKNOWN_OUTCOME';
				if (done === 1)
					expect(json).toMatchObject({ details: { code: 'DOCUSIGN_UNKNOWN_OUTCOME' } });
				const closed = /all accounts/.test(write.name) ? closedIn(sandbox) : [];
				const isHinted = /may be closed in some of the accounts/.test(details?.description ?? '');
				if (closed.length > 0 && !isUnknown && !isHinted) {
					expect(json).toMatchObject({ details: { partial: { closed } } });
				}
				if (!isUnknown) return;
				expect(details?.description).toMatch(/may have been carried out/);
				expect(named(sandbox, write).some((who) => details?.description?.includes(who))).toBe(true);
				expect(adminRequests(sandbox).some(({ method }) => method !== 'GET')).toBe(true);
			},
		),
		{
			numRuns: Number(process.env.FC_RUNS ?? 100),
			seed: Number(process.env.FC_SEED ?? 4043),
			timeout: 20_000,
		},
	);
});

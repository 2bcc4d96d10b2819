import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { openClient } from '../api/n8n/openClient';
import { profileAccess } from '../api/users/profileAccess';
import { RunCache } from '../../shared/runCache';
import type { AdminClient } from '../api/client';
import { accountsInScope, inAccounts, streamsOf } from './accounts';
import type { PollSettings, UserEvent } from './detection';
import { isCostlyToLose, unstoredAfter, type Kept } from './staticData';
import { fieldsOf, settingsOf, watchedOf, type TriggerSettings, type Watched } from './parameters';
import { knownNames } from './names';
import { pollChanges, type PollResult } from './readChanges';
import { sampleEvent } from './sample';
import { simplified } from './simplified';
import { ServerClock } from './clockSkew';
import { unlessUnderWay } from './singleFlight';

type Output = INodeExecutionData[][] | null;

/** n8n's own default where it does not say how long a poll may take, in milliseconds. */
const DEFAULT_BUDGET = 300_000;
/**
 * The shares of it after which no more lists and no more profiles are begun, and that one request may
 * wait for a limit. Lists leave time for profiles where those are read: without them nothing is told.
 */
const SPENDABLE = 0.75;
const SPENDABLE_BEFORE_PROFILES = 0.5;
const PATIENCE = 0.25;
/**
 * The share after which no request is waited for any more, since what was read has to be told yet; in
 * less than this many milliseconds not even one could be answered.
 */
const MOST_OF_IT = 0.95;
const LEAST_TIME = 10_000;
/** So many of what could not be read are named in n8n's log, and the others counted. */
const MOST_NAMED = 10;

type Form = Pick<TriggerSettings, 'includePrevious' | 'simplify' | 'recordFormat'>;

const asItems = (
	events: UserEvent[],
	{ includePrevious, simplify, recordFormat }: Form,
): INodeExecutionData[][] => [
	events
		.map((event) => (simplify ? simplified(event, recordFormat) : event))
		.map(({ previous, ...event }) => ({
			json: { ...event, ...(includePrevious && previous ? { previous } : {}) } as IDataObject,
		})),
];

/**
 * One poll. n8n stores the static data only with what a poll returns: an empty list stores it too, at
 * the price of an execution without items, null does not. Nothing is changed before everything that
 * can fail is done.
 */
export async function poll(context: IPollFunctions): Promise<Output> {
	const begun = Date.now();
	const budget = context.getPollBudgetMs?.() ?? DEFAULT_BUDGET;
	const fields = fieldsOf(context);
	const settings = settingsOf(fields);
	const clock = new ServerClock();
	const client = await openClient(context, {
		watch: (send) => clock.seenBy(send),
		cache: new RunCache(),
		options: { maxWait: (budget * PATIENCE) / 1_000 },
		time: { withinMs: Math.max(LEAST_TIME, budget * MOST_OF_IT) },
	});
	const kept = context.getWorkflowStaticData('node') as Kept;
	const names = await knownNames(client, fields, kept.names, {
		now: begun,
		warn: (message) => context.logger.warn(message, about(context)),
	});
	const parameters = { ...settings, ...watchedOf(context, names?.ids) };
	if (context.getMode() === 'manual') return await sample(client, kept, parameters, begun);

	const when = { now: begun, budget };
	const output = await unlessUnderWay(
		keyOf(context),
		kept,
		when,
		async (isSuperseded) =>
			await pollOnce(context, client, kept, parameters, { begun, budget, clock, isSuperseded }),
	);
	kept.names = names;
	const warning = clock.warning(parameters.overlapMinutes);
	if (warning !== undefined) context.logger.warn(warning, about(context));
	if (output === undefined)
		context.logger.info('The poll before is still under way', about(context));
	return output ?? null;
}

async function sample(
	client: AdminClient,
	kept: Kept,
	{ organizationId, chosen, events, ...form }: TriggerSettings & Watched,
	now: number,
): Promise<Output> {
	const place = { organizationId, chosen };
	const { ids } = await accountsInScope(client, place, kept.accounts, now);
	const event = await sampleEvent(client, scopeOf(client, place), ids, events, now);
	return asItems([event], form);
}

async function pollOnce(
	context: IPollFunctions,
	client: AdminClient,
	kept: Kept,
	{ organizationId, chosen, ...settings }: TriggerSettings & Watched,
	{
		begun,
		budget,
		clock,
		isSuperseded,
	}: { begun: number; budget: number; clock: ServerClock; isSuperseded: () => boolean },
): Promise<Output> {
	const warn = (message: string) => context.logger.warn(message, about(context));
	const place = { organizationId, chosen, warn };
	const hasTime = (share: number) => Date.now() - begun < budget * share;
	const { listsProfiles } = client.contract;
	const time = {
		forLists: () => hasTime(listsProfiles ? SPENDABLE : SPENDABLE_BEFORE_PROFILES),
		forProfiles: () => hasTime(SPENDABLE),
		now: () => Date.now(),
		ahead: () => clock.ahead(),
	};
	const scope = scopeOf(client, place);
	const began = kept.state;
	const { accounts, result } = await inAccounts(
		client,
		place,
		kept.accounts,
		begun,
		async (ids) => {
			const streams = streamsOf(client, ids);
			const detected = { ...settings, scope, streams, now: begun };
			return await pollChanges(client, began, detected, time);
		},
	);
	if (isSuperseded() || result.isStale(kept.state)) {
		const message = 'Another poll has ended meanwhile, so this one tells nothing; the next goes on';
		context.logger.info(message, about(context));
		return null;
	}
	sayBeginning(context, result);
	if (result.limit) {
		warn(`The poll ended early and the next goes on: ${result.limit.message}`);
	}
	for (const { what, id, reason } of result.unread.slice(0, MOST_NAMED)) {
		warn(`A ${what} could not be read (${id}) and is tried again later: ${reason}`);
	}
	sayWithoutProfiles(context, client, organizationId);
	const unnamed = result.unread.length - MOST_NAMED;
	if (unnamed > 0) warn(`${unnamed} more could not be read and are tried again later`);
	kept.state = result.state;
	kept.accounts = result.unread.some(({ what }) => what === 'list') ? stale(accounts) : accounts;
	const unstored = unstoredAfter(kept.unstored, result.profilesRead, begun);
	const stores = result.events.length > 0 || result.worthStoring || isCostlyToLose(unstored, begun);
	kept.unstored = stores ? { since: begun, profiles: 0 } : unstored;
	return stores ? asItems(result.events, settings) : null;
}

/** Known accounts, to be asked for again by the next poll: one of them may have gone. */
const stale = (accounts: Kept['accounts']) => accounts && { ...accounts, readAt: 0 };

/** The same for the same trigger, however often its workflow is activated in this process. */
const keyOf = (context: IPollFunctions) => `${context.getWorkflow().id} ${context.getNode().id}`;

const scopeOf = (
	client: AdminClient,
	{ organizationId, chosen }: { organizationId: string; chosen: string[] },
): PollSettings['scope'] => ({
	contract: client.contract.name,
	organizationId,
	accountIds: chosen,
	baseUrl: client.baseUrl,
});

/** Which trigger a line of n8n's log is about. */
const about = (context: IPollFunctions) => ({
	workflowId: context.getWorkflow().id,
	nodeName: context.getNode().name,
});

function sayBeginning(context: IPollFunctions, { beginning }: PollResult): void {
	if (beginning.kind !== 'fresh') return;
	const level = beginning.reason === 'firstRun' ? 'info' : 'warn';
	context.logger[level](beginning.message, about(context));
}

/** The triggers that have said that they do without profiles by ID, as long as they do. */
const withoutProfiles = new Set<string>();

/** Says it once, not at every poll: nobody can do anything about a plan. */
function sayWithoutProfiles(
	context: IPollFunctions,
	client: AdminClient,
	organizationId: string,
): void {
	const { works, refusal } = profileAccess(client.identity, organizationId);
	const key = keyOf(context);
	if (works) withoutProfiles.delete(key);
	if (!refusal || withoutProfiles.has(key)) return;
	withoutProfiles.add(key);
	const message = `Docusign does not give profiles by ID here, so they are read by e-mail address; of users whose address the lists do not show, only what the lists show is told: ${refusal.message}`;
	context.logger.warn(message, about(context));
}

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseArgs } from 'node:util';
import { formatTable } from '../../scripts/lib/table.mjs';
import { shutdown, shutdownOnSignal } from '../../scripts/lib/shutdown.mjs';
import { Docusign } from './support/changes.mjs';
import { compare, comparisonTable } from './support/comparison.mjs';
import { itemsOf, storyOf } from './support/executions.mjs';
import { nextPolls } from './support/polls.mjs';
import { createWorld, LOG, TRIGGER } from './support/world.mjs';

/*
 * The trigger in real n8n, on both contracts at the same time. n8n polls each minute at most, so this
 * takes a quarter of an hour and stands apart from the other end-to-end tests.
 */

shutdownOnSignal();
const { values } = parseArgs({ options: { durable: { type: 'boolean', default: false } } });
/** n8n keeps the polls and what they know in its database, as its scheduler mode does. */
const { durable } = values;
const OUTAGE = {
	match: { pathPattern: '/Management/', times: null },
	do: { type: 'respond', status: 503, body: { message: 'Down for maintenance' } },
};

describe(`the trigger in real n8n${durable ? ', in its durable mode' : ''}`, () => {
	/** @type {import('./support/world.mjs').World} */
	let world;
	/** @type {Docusign} */
	let docusign;
	let polls = 0;

	before(async () => {
		world = await createWorld({ durable });
		docusign = new Docusign(world.sandbox);
		// The coarsest precision that Docusign is thought to have: every poll meets the whole day again.
		await world.sandbox.control('POST', '/options', { lastModifiedPrecision: 'day' });
	});
	after(async () => {
		if (!world?.instance.isRunning()) process.stderr.write(`${world?.instance.log()}\n`);
		await world?.end();
		await shutdown();
	});

	/** @param {string} what */
	async function polled(what) {
		const asked = await nextPolls(world);
		process.stderr.write(`  poll ${++polls}: ${what} (${asked})\n`);
	}

	const stories = async () =>
		await Promise.all(world.watches.map(async (watch) => await storyOf(world, watch)));

	it('shows a sample when it is tried out, and stores nothing', async () => {
		for (const watch of world.watches) {
			const execution = await world.client.execute(watch.id, TRIGGER);
			assert.equal(execution.status, 'success', JSON.stringify(execution.error));
			const [record, ...others] = itemsOf(execution, LOG);
			assert.deepEqual(others, []);
			assert.equal(record.event_id, 'sample');
			assert.match(String(record.who), /@example\.com$/);
			assert.ok((await world.staticDataBytes(watch)) < 10);
		}
	});

	it('takes a baseline at activation without a word, and stores it', async () => {
		const baselines = polled('baseline');
		for (const watch of world.watches) await world.activate(watch);
		await baselines;
		for (const { received, failed } of await stories()) {
			assert.deepEqual(failed, []);
			assert.deepEqual(received, []);
		}
		if (durable) return;
		const bytes = await Promise.all(world.watches.map((watch) => world.staticDataBytes(watch)));
		for (const size of bytes) assert.ok(size > 1_000, `${size} bytes are stored`);
	});

	it('polls while users come, change and go', async () => {
		await docusign.create('created', 'invited@example.com');
		await docusign.create('active', 'active@example.com');
		await docusign.rename(await docusign.seeded(3), 'Renamed');
		await polled('users come');

		await docusign.activate(await docusign.user('invited@example.com'));
		await docusign.giveProfile(await docusign.seeded(4), 2);
		await docusign.putIntoGroups(await docusign.seeded(5), 2, 3);
		await docusign.rename(await docusign.seeded(6), 'Once', 'Twice', 'Thrice');
		await polled('users change');
	});

	it('polls against a rate limit', async () => {
		const { sandbox } = world;
		await sandbox.control('POST', '/options', { rateLimit: { perSecond: 3, answer: 'alternate' } });
		await docusign.join(await docusign.seeded(8));
		await docusign.giveProfile(await docusign.seeded(4), 1);
		await polled('three requests a second allowed');
		await sandbox.control('POST', '/options', { rateLimit: {} });
	});

	it('polls past a server error', async () => {
		await world.sandbox.control(
			'POST',
			'/faults',
			['^/Management/', '^/cursor/Management/'].map((pathPattern) => ({
				...OUTAGE,
				match: { pathPattern, times: 2 },
			})),
		);
		await docusign.leaveSecond(await docusign.seeded(10));
		await polled('two server errors each');
	});

	it('fails aloud while Docusign is down, and tells afterwards what happened meanwhile', async () => {
		await world.sandbox.control('POST', '/faults', OUTAGE);
		await docusign.close(await docusign.seeded(11));
		await polled('Docusign is down');
		for (const { failed } of await stories()) {
			assert.ok(failed.length > 0, 'a failed execution is recorded');
			for (const message of failed) assert.match(message, /503/);
		}
		await world.sandbox.control('DELETE', '/faults');
		await docusign.rename(await docusign.seeded(12), 'Meanwhile');
		await polled('Docusign is up again');
	});

	it('polls on with a new token when the old one has ended', async () => {
		await world.sandbox.control('POST', '/tokens/expire', {});
		await docusign.rename(await docusign.user('active@example.com'), 'Token');
		await docusign.putIntoGroups(await docusign.seeded(5), 3);
		await polled('tokens have ended');
	});

	it('catches up after kill -9 and a restart', async () => {
		await polled('nothing happens');
		await world.kill();
		await docusign.close(await docusign.seeded(14));
		await docusign.create('active', 'downtime@example.com');
		await docusign.giveProfile(await docusign.seeded(15), 1);
		const restarted = polled('n8n is killed and started again');
		await world.instance.start();
		await restarted;

		await docusign.reactivate(await docusign.seeded(11));
		await docusign.leaveSecond(await docusign.seeded(8));
		await polled('a user comes back, another leaves an account');
		await world.kill();
		const again = polled('n8n is killed and started again');
		await world.instance.start();
		await again;
		await polled('nothing happens');
	});

	it('has told every change, and none twice', async () => {
		const found = await stories();
		const results = found.map(({ received }) => compare(docusign.made, received));
		const names = world.watches.map(({ contract }) => contract);
		const lines = new Map(names.map((name, index) => [name, results[index].lines]));
		const sizes = await Promise.all(world.watches.map((watch) => world.staticDataBytes(watch)));
		const summary = found.map(({ received, empty, failed, unfinished }, index) => [
			names[index],
			String(lines.get(names[index])?.length),
			String(received.length),
			...[results[index].missing, results[index].repeated, results[index].unexpected].map(
				({ length }) => String(length),
			),
			String(empty),
			String(failed.length + unfinished),
			String(sizes[index]),
		]);
		process.stderr.write(`\n${comparisonTable(lines)}\n\n`);
		const heading = ['contract', 'expected', 'received', 'missing', 'repeated', 'unexpected'];
		const ending = ['executions without items', 'failed', 'static data bytes'];
		process.stderr.write(`${formatTable([[...heading, ...ending], ...summary])}\n`);
		process.stderr.write(`  ${polls} polls of each\n`);

		for (const { missing, repeated, unexpected } of results) {
			assert.deepEqual(missing, []);
			assert.deepEqual(unexpected, []);
			// n8n was killed between polls, where nothing is in between telling and storing.
			assert.deepEqual(repeated, []);
		}
		assert.ok(polls >= 6);
	});

	it('has written one flat line for each into the log', async () => {
		for (const { received } of await stories()) {
			for (const { record, event, event_id, user } of received) {
				assert.equal(record?.event, event);
				assert.equal(record?.event_id, event_id);
				assert.equal(record?.user_id, user.id);
				for (const value of Object.values(record ?? {})) assert.equal(typeof value, 'string');
			}
		}
	});
});

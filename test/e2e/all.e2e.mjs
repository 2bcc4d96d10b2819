import { after, afterEach, before, describe } from 'node:test';
import { shutdown, shutdownOnSignal } from '../../scripts/lib/shutdown.mjs';
import { agent } from './suites/agent.mjs';
import { applicationToken } from './suites/applicationToken.mjs';
import { approval } from './suites/approval.mjs';
import { benchmark } from './suites/benchmark.mjs';
import { connection } from './suites/connection.mjs';
import { exampleWorkflows, importedWorkflows } from './suites/exampleWorkflows.mjs';
import { exporting } from './suites/exporting.mjs';
import { harderAnswers } from './suites/harderAnswers.mjs';
import { listing } from './suites/listing.mjs';
import { messages } from './suites/messages.mjs';
import { otherHosts } from './suites/otherHosts.mjs';
import { scim } from './suites/scim.mjs';
import { signIn } from './suites/signIn.mjs';
import { throttling } from './suites/throttling.mjs';
import { createWorld } from './support/world.mjs';

shutdownOnSignal();

/** One n8n serves all suites: starting one takes longer than most of what they do. */
describe('in real n8n', () => {
	/** @type {import('./support/world.mjs').World} */
	let world;
	before(async () => void (world = await createWorld(importedWorkflows)));
	afterEach(() => world.reportIfEnded());
	after(async () => {
		await world?.end();
		await shutdown();
	});

	const current = () => world;
	exampleWorkflows(current);
	approval(current);
	listing(current);
	exporting(current);
	signIn(current);
	messages(current);
	applicationToken(current);
	connection(current);
	otherHosts(current);
	harderAnswers(current);
	benchmark(current);
	scim(current);
	agent(current);
	throttling(current);
});

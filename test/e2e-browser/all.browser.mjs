import { after, before, describe } from 'node:test';
import { report } from '../../scripts/lib/scriptError.mjs';
import { shutdown, shutdownOnSignal } from '../../scripts/lib/shutdown.mjs';
import { connecting } from './connect.mjs';
import { changingTheCredentialType } from './credentialType.mjs';
import { creatingTheFirstUser } from './firstUser.mjs';
import { refusing } from './refused.mjs';
import { lookingAtNodes } from './looks.mjs';
import { openingPanels } from './panels.mjs';
import { pickingFromLists } from './pickers.mjs';
import { connectingScim, offeringTools } from './scimAndTools.mjs';
import { signingIn } from './signIn.mjs';
import { findChromium } from './support/chromium.mjs';
import { createWorld } from './support/world.mjs';
import { fetchingTestEvents } from './trigger.mjs';

shutdownOnSignal();

/** What is missing is said by itself, not as the reason why sixteen tests did not run. */
function chromiumOrExit() {
	try {
		return findChromium();
	} catch (error) {
		report(error);
		process.exit(1);
	}
}

const chromium = chromiumOrExit();

describe("in n8n's editor", () => {
	/** @type {import('./support/world.mjs').BrowserWorld} */
	let world;
	before(async () => void (world = await createWorld(chromium)));
	after(async () => {
		await world?.end();
		await shutdown();
	});

	const current = () => world;
	connecting(current);
	signingIn(current);
	refusing(current);
	changingTheCredentialType(current);
	creatingTheFirstUser(current);
	openingPanels(current);
	pickingFromLists(current);
	lookingAtNodes(current);
	fetchingTestEvents(current);
	connectingScim(current);
	offeringTools(current);
});

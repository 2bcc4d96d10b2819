import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { onShutdown } from '../../../scripts/lib/shutdown.mjs';
import { ScriptError } from '../../../scripts/lib/scriptError.mjs';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing that reaches for the network by itself, and no sandbox, which containers do not allow. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** @returns {string} the path of an installed Chromium or Chrome */
export function findChromium() {
	const named = process.env.CHROMIUM_PATH;
	const found = named ? [named].find(existsSync) : USUAL_PLACES.find(existsSync);
	if (found) return found;
	throw new ScriptError(
		named
			? `CHROMIUM_PATH names ${named}, which does not exist.`
			: 'The browser tests need Chromium, which was not found. Install it (Debian: apt-get install chromium), or say where it is in CHROMIUM_PATH.',
	);
}

/** @param {string} executablePath */
export async function launchChromium(executablePath) {
	const browser = await chromium.launch({ executablePath, args: FLAGS });
	onShutdown(async () => await browser.close());
	return browser;
}

/** @typedef {import('playwright-core').Locator} Locator */

/**
 * A user's hand that counts what it does: a click each time something is pressed or marked, a field
 * each time something is typed or pasted. Pressing a field before typing in it is part of the field.
 */
export function createHand() {
	/** @type {string[]} */
	const clicks = [];
	/** @type {string[]} */
	const fields = [];
	return {
		clicks,
		fields,

		/**
		 * @param {string} what said where the steps are listed
		 * @param {Locator} where
		 */
		async click(what, where) {
			await where.click();
			clicks.push(what);
		},

		/**
		 * Turns the wheel until something is seen, which counts as a click.
		 * @param {string} what
		 * @param {Locator} where
		 */
		async scroll(what, where) {
			await where.scrollIntoViewIfNeeded();
			clicks.push(`scroll ${what}`);
		},

		/**
		 * @param {string} what
		 * @param {Locator} where
		 * @param {string} text
		 */
		async type(what, where, text) {
			await where.fill(text);
			fields.push(what);
		},

		/**
		 * Marks a link that is no link, and pastes it into the address bar of a new tab.
		 * @param {string} link
		 * @param {import('playwright-core').BrowserContext} browser
		 * @returns {Promise<import('playwright-core').Page>}
		 */
		async followText(link, browser) {
			const page = await browser.newPage();
			await page.goto(link);
			clicks.push('mark the link');
			fields.push('address bar');
			return page;
		},

		/** @param {import('playwright-core').Page} page */
		async close(page) {
			await page.close();
			clicks.push('close the tab');
		},

		/** @returns {string} such as `13 and 9` */
		count: () => `${clicks.length} and ${fields.length}`,
		/** @returns {string} */
		steps: () => `clicks: ${clicks.join(', ')}; fields: ${fields.join(', ')}`,
	};
}

/** @typedef {ReturnType<typeof createHand>} Hand */

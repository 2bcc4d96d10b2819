/** @typedef {import('./world.mjs').BrowserWorld} BrowserWorld */
/** @typedef {import('./hand.mjs').Hand} Hand */

/** Actions have lost their articles; what they are called does not matter here. */
export const CREATE_USER = /^Create (a )?user$/;

/**
 * An n8n without credentials, at an empty canvas, before a sandbox as it was when it started.
 * @param {BrowserWorld} world
 */
export async function startAnew({ client, editor, sandbox }) {
	await sandbox.control('POST', '/reset', {});
	for (const { id } of await client.request('GET', '/credentials')) {
		await client.request('DELETE', `/credentials/${id}`);
	}
	await editor.newWorkflow();
}

/**
 * Adds a node by what it does, from the panel behind the first plus of an empty canvas.
 * @param {BrowserWorld} world
 * @param {Hand} hand
 * @param {RegExp} action
 */
export async function addByAction({ editor }, hand, action) {
	const { page, part } = editor;
	await hand.click('add first step', part('canvas-plus-button'));
	await hand.type('search', part('node-creator-search-bar'), 'docusign');
	const found = part('node-creator-item-name').getByText('Docusign Admin', { exact: true });
	await hand.click('Docusign Admin', found.first());
	await hand.click('actions', page.getByText(/^Actions \(/).first());
	await hand.click('Create user', page.getByText(action).first());
	await part('ndv').waitFor();
}

/**
 * Adds a node by what it does, from n8n's list of apps, so that nothing has to be typed.
 * @param {BrowserWorld} world
 * @param {Hand} hand
 * @param {RegExp} action
 */
export async function addFromList({ editor }, hand, action) {
	const { page, part } = editor;
	await hand.click('add first step', part('canvas-plus-button'));
	await hand.click('on app event', page.getByText('On app event').first());
	const found = part('node-creator-item-name').getByText('Docusign Admin', { exact: true });
	await hand.scroll('to D', found.first());
	await hand.click('Docusign Admin', found.first());
	await hand.click('actions', page.getByText(/^Actions \(/).first());
	await hand.click('Create user', page.getByText(action).first());
	await part('ndv').waitFor();
}

/**
 * Opens the window for the credential that the open node lacks.
 * @param {BrowserWorld} world
 * @param {Hand} hand
 */
export async function connectNode({ editor }, hand) {
	const slot = editor.part('node-credentials-empty-state');
	await hand.click('connect', slot.getByRole('button').first());
	await editor.part('credential-edit-dialog').waitFor();
}

/**
 * The choice at the top right of the credential window.
 * @param {BrowserWorld} world
 * @param {Hand} hand
 * @param {'JWT' | 'OAuth2'} kind
 */
export async function chooseSignIn({ editor }, hand, kind) {
	await hand.click('way to sign in', editor.part('credential-mode-dropdown-trigger'));
	const option = editor.page.getByRole('menuitem').filter({ hasText: kind });
	await hand.click(kind, option.first());
	const first = kind === 'JWT' ? 'integrationKey' : 'clientId';
	await editor.field(first).waitFor();
}

/**
 * What only a test does: a user of Docusign's own servers leaves the environment as it is.
 * @param {BrowserWorld} world
 */
export async function pointAtSandbox({ editor, oauth2 }) {
	await editor.field('environment').click();
	await editor.page.getByRole('option', { name: /Custom/ }).click();
	await editor.field('oauthBaseUrl').fill(oauth2.oauthBaseUrl);
	await editor.field('adminBaseUrl').fill(oauth2.adminBaseUrl);
}

/**
 * The browser is signed in to Docusign, where the user has just looked up the keys. Nothing is
 * consented to.
 * @param {BrowserWorld} world
 * @param {{ clientId: string, redirectUri: string }} app
 */
export async function signInAtDocusign({ editor, oauth2, admin }, { clientId, redirectUri }) {
	const page = await editor.page.context().newPage();
	const asked = new URLSearchParams({
		response_type: 'code',
		scope: 'signature',
		client_id: clientId,
		redirect_uri: redirectUri,
	});
	await page.goto(`${oauth2.oauthBaseUrl}/oauth/auth?${asked}`);
	await page.fill('#email', admin);
	await page.click('#login');
	await page.locator('#allow').waitFor();
	await page.close();
}

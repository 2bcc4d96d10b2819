import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createHand } from './support/hand.mjs';
import { CONSENT_PAGE, standInForConsentPage } from './support/consentPage.mjs';
import {
	addFromList,
	chooseSignIn,
	connectNode,
	CREATE_USER,
	pointAtSandbox,
	signInAtDocusign,
	startAnew,
} from './support/newNode.mjs';

/** What the way takes today: more is a step backwards. */
const MOST = { JWT: { clicks: 15, fields: 7 }, OAuth2: { clicks: 13, fields: 5 } };

const EMAIL = 'first.user@example.com';

/**
 * A new user's way from an empty canvas to the first user created. Everything that is pressed or
 * typed in n8n and on the consent page counts, but for the addresses of the test server. The app and
 * its keys are there, and the browser is signed in to Docusign, where they were made.
 * @param {() => import('./support/world.mjs').BrowserWorld} world
 */
export function creatingTheFirstUser(world) {
	describe('from an empty canvas to the first user', () => {
		const hands = { JWT: createHand(), OAuth2: createHand() };

		after(() => {
			console.log(
				`Clicks and fields to the first user: JWT ${hands.JWT.count()}, OAuth2 ${hands.OAuth2.count()}`,
			);
			for (const [kind, hand] of Object.entries(hands)) console.log(`  ${kind}: ${hand.steps()}`);
		});

		/** @param {import('./support/hand.mjs').Hand} hand */
		async function createUser(hand) {
			const { editor, sandbox } = world();
			await hand.type('email', editor.field('email'), EMAIL);
			await hand.type('first name', editor.field('firstName'), 'First');
			await hand.type('last name', editor.field('lastName'), 'User');
			await hand.click('execute step', editor.part('node-execute-button'));
			const output = editor.part('output-panel');
			await output.getByText('First User').first().waitFor();
			const [user, ...more] = await sandbox.usersByEmail(EMAIL);
			assert.deepEqual(more, []);
			assert.equal(user.userName, 'First User');
			assert.equal(user.memberships.length, 1, 'in the default account, and in no other');
		}

		/** @param {keyof typeof MOST} kind */
		function held(kind) {
			const { clicks, fields } = hands[kind];
			const steps = hands[kind].steps();
			assert.ok(clicks.length <= MOST[kind].clicks, `${clicks.length} clicks: ${steps}`);
			assert.ok(fields.length <= MOST[kind].fields, `${fields.length} fields: ${steps}`);
		}

		it('leads through a key pair and the consent link', async () => {
			const hand = hands.JWT;
			await startAnew(world());
			const { editor, sandbox } = world();
			const data = await sandbox.credential({ redirectUri: CONSENT_PAGE });
			const { integrationKey, redirectUri } = data;
			await sandbox.control('POST', `/apps/${integrationKey}`, { redirectUris: [redirectUri] });
			await sandbox.control('POST', '/consent', { action: 'revoke' });
			await signInAtDocusign(world(), { clientId: integrationKey, redirectUri });

			await addFromList(world(), hand, CREATE_USER);
			await connectNode(world(), hand);
			await pointAtSandbox(world());
			for (const name of ['integrationKey', 'userId', 'privateKey']) {
				await hand.type(name, editor.field(name), data[name]);
			}
			const dialog = editor.part('credential-edit-dialog');
			await hand.click('save', editor.part('credential-save-button'));
			await hand.click('more details', dialog.getByText('More details'));
			const link = (await dialog.innerText()).match(/http\S+\/oauth\/auth\?\S+/)?.[0];
			assert.ok(link, 'the window holds the link');
			await standInForConsentPage(editor.page.context());
			const consent = await hand.followText(link, editor.page.context());
			await hand.click('allow access', consent.locator('#allow'));
			await consent.waitForURL(/code=/);
			await hand.close(consent);
			assert.equal(await editor.field('redirectUri').inputValue(), CONSENT_PAGE);
			await hand.click('retry', dialog.getByRole('button', { name: 'Retry' }));
			await editor.part('credentials-config-container-test-success').waitFor();
			await hand.click('close the window', editor.closeButton());
			await createUser(hand);
			held('JWT');
		});

		it('leads through a login page', async () => {
			const hand = hands.OAuth2;
			await startAnew(world());
			const { editor, sandbox, oauth2 } = world();
			const { clientId } = oauth2;
			const redirectUri = editor.redirectUri;
			await sandbox.control('POST', `/apps/${clientId}`, { redirectUris: [redirectUri] });
			await signInAtDocusign(world(), { clientId, redirectUri });

			await addFromList(world(), hand, CREATE_USER);
			await connectNode(world(), hand);
			await chooseSignIn(world(), hand, 'OAuth2');
			await hand.click('copy the redirect URL', editor.part('copy-input'));
			await pointAtSandbox(world());
			for (const name of ['clientId', 'clientSecret']) {
				await hand.type(name, editor.field(name), oauth2[name]);
			}
			const opening = editor.page.context().waitForEvent('page');
			await hand.click('connect at Docusign', editor.part('quick-connect-button'));
			const consent = await opening;
			const closed = consent.waitForEvent('close');
			await hand.click('allow access', consent.locator('#allow'));
			await closed;
			// The window closes of itself.
			await editor.part('node-credentials-select').waitFor();
			await createUser(hand);
			held('OAuth2');
		});
	});
}

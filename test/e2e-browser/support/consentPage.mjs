/** What the credential is filled in with: the page of Docusign's own that follows on consent. */
export const CONSENT_PAGE = 'https://developers.docusign.com/platform/auth/consent';

/**
 * Tests reach no server of Docusign's: what stands in for the page says as much.
 * @param {import('playwright-core').BrowserContext} browser
 */
export async function standInForConsentPage(browser) {
	await browser.route(`${CONSENT_PAGE}**`, async (route) => {
		await route.fulfill({ contentType: 'text/html', body: '<p>Consent was given</p>' });
	});
}

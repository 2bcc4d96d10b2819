import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { Pool } from 'undici';
import { PAGE_SIZE } from './contenders.mjs';

/** @typedef {{ seconds: number, users: number, unique: number }} Outcome */

/** @param {Record<string, string>} credential */
async function fetchToken({ privateKey, integrationKey, userId, requestedScopes, oauthBaseUrl }) {
	const assertion = await new SignJWT({ scope: requestedScopes })
		.setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
		.setIssuer(integrationKey)
		.setSubject(userId)
		.setAudience(new URL(oauthBaseUrl).host)
		.setIssuedAt()
		.setExpirationTime('10m')
		.setJti(randomUUID())
		.sign(await importPKCS8(privateKey, 'RS256'));
	const response = await fetch(`${oauthBaseUrl}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion,
		}),
	});
	if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);
	return /** @type {{ access_token: string }} */ (await response.json()).access_token;
}

/**
 * Fetches and parses all pages with nothing but undici: the least a client can take.
 * @param {Record<string, string>} credential
 * @param {import('./contenders.mjs').Place} place
 * @param {number} inFlight requests at once; 1 follows the cursor contract's links
 * @returns {Promise<Outcome>}
 */
export async function runBareClient(credential, place, inFlight) {
	const base = new URL(place.adminBaseUrl);
	const pool = new Pool(base.origin, { connections: inFlight });
	const started = performance.now();
	const authorization = `Bearer ${await fetchToken(credential)}`;
	/** @param {string} query */
	const page = async (query) => {
		const { body } = await pool.request({
			method: 'GET',
			path: `${base.pathname}/v2/organizations/${place.organizationId}/users?${query}`,
			headers: { authorization },
		});
		return /** @type {any} */ (await body.json());
	};
	const pages = await (inFlight === 1
		? followLinks(page)
		: fetchConcurrently(page, place, inFlight));
	const users = pages.flat();
	const seconds = (performance.now() - started) / 1000;
	await pool.close();
	return { seconds, users: users.length, unique: new Set(users.map(({ id }) => id)).size };
}

/**
 * @param {(query: string) => Promise<any>} page
 * @returns {Promise<{ id: string }[][]>}
 */
async function followLinks(page) {
	const pages = [];
	for (let query = 'count=100'; ;) {
		const { users, next_uri: next } = await page(query);
		pages.push(users);
		const cursor = next && new URL(next, 'http://localhost').searchParams.get('cursor');
		if (!cursor) return pages;
		query = `count=100&cursor=${encodeURIComponent(cursor)}`;
	}
}

/**
 * @param {(query: string) => Promise<any>} page
 * @param {import('./contenders.mjs').Place} place
 * @param {number} inFlight
 * @returns {Promise<{ id: string }[][]>}
 */
async function fetchConcurrently(page, { accountId }, inFlight) {
	/** @param {number} index */
	const nth = (index) =>
		page(`account_id=${accountId}&start=${index * PAGE_SIZE}&take=${PAGE_SIZE}`);
	const first = await nth(0);
	const count = Math.ceil(first.paging.total_set_size / PAGE_SIZE);
	const pages = [first.users];
	let next = 1;
	await Promise.all(
		Array.from({ length: inFlight }, async () => {
			while (next < count) {
				const index = next++;
				pages[index] = (await nth(index)).users;
			}
		}),
	);
	return pages;
}

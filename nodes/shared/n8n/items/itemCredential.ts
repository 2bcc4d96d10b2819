import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { RunCache } from '../../runCache';

export interface ItemCredential {
	/** One object for all items that sign in with the same: a token that one renews is all others'. */
	credential: ICredentialDataDecryptedObject;
	/** What those items share, apart from what others of the run looked up as somebody else. */
	cache: RunCache;
}

/**
 * The credential of one item. It is read for each, since its fields may hold expressions that come out
 * as another user or environment for the next item.
 *
 * @param changing the fields that n8n fills in while it signs in
 */
export async function itemCredential(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions,
	credentialType: string,
	run: RunCache,
	changing: readonly string[] = [],
): Promise<ItemCredential> {
	const read = await context.getCredentials(credentialType);
	const fields = Object.entries(read).filter(([name]) => !changing.includes(name));
	// It goes into a map's key, where nothing of the secrets has to be.
	const who = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
	const cache = run.part(`${credentialType} ${who}`);
	const credential = await cache.remember('credential', async () => await Promise.resolve(read));
	return { credential, cache };
}

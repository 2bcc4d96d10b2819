import type { INode } from 'n8n-workflow';

import { mayPass } from '../../../../credentials/shared/oauth/oauthErrors';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { Send } from '../../../shared/http';
import { isPassingRenewal } from './oauth2Renewal';
import { asNodeError } from '../../../shared/n8n/errors';
import { systemClock } from '../../../shared/n8n/clock';
import type { RunCache } from '../../../shared/runCache';

/** As the sign-in by JWT waits, too. */
const PAUSE_MS = 500;

/** A sign-in that was refused, told anew for each item. */
type Refusal = () => Error;

/**
 * A way out that does not ask again for a token that was refused for good: a wrong key stays wrong for
 * all items of a run. The next run asks again, and so does one whose sign-in failed in passing: that is
 * tried once more at once. The request itself was refused before, so that it may be sent again.
 *
 * @param cache of the items that sign in with the same
 */
export function signInOnce(cache: RunCache, node: INode, send: Send): Send {
	return async (request) => {
		const known = await cache.remember<{ refusal?: Refusal }>('sign-in', async () =>
			Promise.resolve({}),
		);
		if (known.refusal) throw known.refusal();
		const sent = send(request).catch(async (error: unknown) => {
			if (!isPassingRenewal(error)) return await Promise.reject(error);
			await systemClock.sleep(PAUSE_MS);
			return await send(request);
		});
		return await sent.catch((error: Error) => {
			known.refusal ??= refusalIn(error, node);
			throw error;
		});
	};
}

function refusalIn(error: Error, node: INode): Refusal | undefined {
	if (error instanceof ApiFailure) {
		return error.code === 'DOCUSIGN_RECONNECT_REQUIRED' ? () => error : undefined;
	}
	// n8n keeps nothing of the error of a sign-in but its texts; the message ends with the code.
	const { message, description } = error as { message: string; description?: string };
	const code = /\((DOCUSIGN_[A-Z0-9_]+)\)$/.exec(message)?.[1];
	if (code === undefined || mayPass(code)) return undefined;
	return () => asNodeError(node, { message, description });
}

import { ApiFailure } from '../../shared/errors/apiFailure';
import type { Resolved } from '../../shared/n8n/items/itemContext';
import type { ItemParameters } from '../../shared/n8n/operation';
import type { AdminClient } from '../api/client';
import { resolveNames } from '../names/resolve';
import { KNOWN_FOR_MS } from './accounts';

/** What is kept between polls of the IDs behind the trigger's fields. */
export interface KnownNames {
	/** The fields as they were when it was found. */
	asked: string;
	ids: Resolved;
	/** Epoch milliseconds. */
	readAt: number;
}

/**
 * The IDs behind names, and the only organization where none is given: as known from earlier polls, or
 * looked up anew. Where a name that was found before leads nowhere, the trigger goes on where it is and
 * says so: a renamed account must neither silence it nor turn it elsewhere.
 *
 * @returns undefined where the fields hold IDs only; what else is there is to be kept
 * @throws ApiFailure `DOCUSIGN_NAME_NOT_FOUND`, `DOCUSIGN_NAME_AMBIGUOUS`, `DOCUSIGN_NOT_CHOSEN` where nothing
 * was found before
 */
export async function knownNames(
	client: AdminClient,
	parameters: ItemParameters,
	known: KnownNames | undefined,
	{ now, warn }: { now: number; warn: (message: string) => void },
): Promise<KnownNames | undefined> {
	const { raw } = parameters;
	const asked = JSON.stringify([raw('organizationId'), raw('accountIds')]);
	const ours = known?.asked === asked ? known : undefined;
	if (ours && Math.abs(now - ours.readAt) < KNOWN_FOR_MS) return ours;
	return await resolveNames(client, parameters).then(
		(ids) => (Object.keys(ids).length === 0 ? undefined : { asked, ids, readAt: now }),
		async (error: unknown) => {
			if (!ours || !(error instanceof ApiFailure)) return await Promise.reject(error);
			warn(
				`What the trigger's fields name could not be found again, so it goes on where it was: ${error.message}`,
			);
			return ours;
		},
	);
}

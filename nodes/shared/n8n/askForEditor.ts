import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { RunCache } from '../runCache';
import { toNodeError } from './errors';
import type { ClientSource } from './paginationHook';

/** How long someone looking at a list may be kept waiting for a limit, in seconds. */
const PATIENCE = 20;

/** Asks with a client of its own for the editor; what goes wrong reaches the user as the list's message. */
export async function askForEditor<Client, Answer>(
	context: ILoadOptionsFunctions,
	openClient: (context: ILoadOptionsFunctions, source: ClientSource) => Promise<Client>,
	ask: (client: Client) => Promise<Answer>,
): Promise<Answer> {
	try {
		const options = { maxWait: PATIENCE };
		return await ask(await openClient(context, { cache: new RunCache(), options }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

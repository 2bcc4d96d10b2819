import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { RunCache } from '../runCache';
import { toNodeError } from './errors';
import type { ClientSource } from './paginationHook';

/** How long someone looking at a list may be kept waiting, whatever for and with all its requests. */
const PATIENCE_MS = 15_000;

/** Asks with a client of its own for the editor; what goes wrong reaches the user as the list's message. */
export async function askForEditor<Client, Answer>(
	context: ILoadOptionsFunctions,
	openClient: (context: ILoadOptionsFunctions, source: ClientSource) => Promise<Client>,
	ask: (client: Client) => Promise<Answer>,
): Promise<Answer> {
	try {
		const client = await openClient(context, {
			cache: new RunCache(),
			options: {},
			time: { withinMs: PATIENCE_MS },
			atScreen: true,
		});
		return await ask(client);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

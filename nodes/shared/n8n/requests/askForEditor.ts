import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { RunCache } from '../../runCache';
import { ApiFailure } from '../../errors/apiFailure';
import { toNodeError } from '../errors';
import { signInText } from './signInText';
import type { ClientSource } from './paginationHook';

/** How long someone looking at a list may be kept waiting, whatever for and with all its requests. */
const PATIENCE_MS = 15_000;

/** A list has no room for a link, and one copied from it comes out broken: the window has it whole. */
function withoutLink(error: unknown): unknown {
	if (!(error instanceof Error) || error instanceof ApiFailure) return error;
	const { message, remedy } = signInText(error.message);
	return remedy === undefined
		? error
		: { message: `${message}. Open the credential and test it: its window has what to do.` };
}

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
		throw toNodeError(context.getNode(), withoutLink(error));
	}
}

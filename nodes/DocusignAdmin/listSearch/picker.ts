import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { canonicalId } from '../api/ids';
import { readText } from '../../shared/n8n/readers';
import { toNodeError } from '../../shared/n8n/errors';
import { openClient } from '../api/n8n/openClient';
import { RunCache } from '../../shared/runCache';
import type { AdminClient } from '../api/client';

/** What the editor's node says so far, and a client to ask Docusign with. */
export interface Picker {
	client: AdminClient;
	/** The value of a field that the picker depends on; empty while it is not filled in. */
	chosen(name: string): string;
}

/** How long someone looking at a list may be kept waiting for a limit, in seconds. */
const PATIENCE = 20;

/** Opens a client for the editor; what goes wrong reaches the user as the list's message. */
export async function withPicker<T>(
	context: ILoadOptionsFunctions,
	ask: (picker: Picker) => Promise<T>,
): Promise<T> {
	const chosen = (name: string) => {
		// Not `extractValue`: the engine throws for a field that the operation does not show.
		const value = context.getCurrentNodeParameter(name) as JsonValue;
		return canonicalId(readText(isObject(value) ? value.value : value));
	};
	try {
		const cache = new RunCache();
		const client = await openClient(context, { cache, options: { maxWait: PATIENCE } });
		return await ask({ client, chosen });
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

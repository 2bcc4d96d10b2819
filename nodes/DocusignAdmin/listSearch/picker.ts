import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { canonicalId } from '../api/ids';
import { askForEditor } from '../../shared/n8n/askForEditor';
import { readText } from '../../shared/n8n/readers';
import { openClient } from '../api/n8n/openClient';
import type { AdminClient } from '../api/client';

/** What the editor's node says so far, and a client to ask Docusign with. */
export interface Picker {
	client: AdminClient;
	/** The value of a field that the picker depends on; empty while it is not filled in. */
	chosen(name: string): string;
}

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
	return await askForEditor(
		context,
		openClient,
		async (client: AdminClient) => await ask({ client, chosen }),
	);
}

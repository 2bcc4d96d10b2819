import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { ApiFailure } from '../../shared/errors/apiFailure';
import { invalidInput } from '../../shared/errors/input';
import type { JsonValue } from '../../shared/http';
import { isObject } from '../../shared/json';
import { askForEditor } from '../../shared/n8n/requests/askForEditor';
import { isNoId, readText } from '../../shared/n8n/fields/readers';
import type { AdminClient } from '../api/client';
import { isFailure } from '../api/errors/catalogue';
import { canonicalId } from '../api/ids';
import { openClient } from '../api/n8n/openClient';
import { resolveNames, type NameRules } from '../names/resolve';
import { resources } from '../resources';

/** What the editor's node says so far, and a client to ask Docusign with. */
export interface Picker {
	client: AdminClient;
	/**
	 * The organization to list from: the one chosen, by whichever mode, else the only one.
	 *
	 * @throws ApiFailure that says that one has to be chosen first
	 */
	organization(): Promise<string>;
	/** The account to list from, by whichever mode it was chosen; undefined where none is. */
	account(): Promise<string | undefined>;
	/**
	 * The same, or the one that the operation takes where none is chosen.
	 *
	 * @throws ApiFailure that says that one has to be chosen first
	 */
	neededAccount(): Promise<string>;
}

/** The organization and account that fields show, for what depends on them. */
class Places {
	constructor(
		private readonly client: AdminClient,
		private readonly context: ILoadOptionsFunctions,
	) {}

	async organization(): Promise<string> {
		const shown = this.shown('organizationId');
		if (isUnknown(shown)) throw chooseFirst('organization');
		const found = await this.resolved('organizationId', {});
		return canonicalId(readText(found.organizationId ?? shown));
	}

	async account(rules: NameRules = {}): Promise<string | undefined> {
		const shown = this.shown('accountId');
		if (isUnknown(shown)) return undefined;
		const found = await this.resolved('accountId', rules);
		const id = readText(found.accountId ?? shown);
		return id === '' ? undefined : canonicalId(id);
	}

	async neededAccount(): Promise<string> {
		const id = await this.account(this.rules());
		if (id !== undefined) return id;
		throw chooseFirst('account');
	}

	/** Not `extractValue`: the engine throws for a field that the operation does not show. */
	private field(name: string): JsonValue {
		return this.context.getCurrentNodeParameter(name) as JsonValue;
	}

	private shown(name: string): string {
		const value = this.field(name);
		return readText(isObject(value) ? value.value : value);
	}

	private async resolved(wanted: string, rules: NameRules) {
		const asked = wanted === 'accountId' ? ['organizationId', 'accountId'] : [wanted];
		const raw = (name: string) => (asked.includes(name) ? (this.field(name) ?? '') : undefined);
		const isExpression = (name: string) => isUnknown(this.shown(name));
		return await resolveNames(this.client, { raw, isExpression }, rules).catch(
			async (error: unknown) =>
				await Promise.reject(
					isFailure(error, 'DOCUSIGN_NOT_CHOSEN')
						? chooseFirst('organization', error.description)
						: error,
				),
		);
	}

	/** What the operation makes of an empty account. */
	private rules(): NameRules {
		const resource = resources.find(({ value }) => value === this.shown('resource'));
		const operation = resource?.operations.find(({ value }) => value === this.shown('operation'));
		return { usesDefaultAccount: operation?.names?.usesDefaultAccount };
	}
}

/** An expression that has no data yet comes as its own text, or as what it made of nothing. */
const isUnknown = (text: string) => text.startsWith('=') || (text !== '' && isNoId(text));

/** That another field has to be filled in before there is a list. */
export class NotChosenYet extends ApiFailure {}

/** Says it where the list would be: an empty list looks as if there were nothing. */
function chooseFirst(what: 'organization' | 'account', description?: string): NotChosenYet {
	const label = what === 'account' ? 'Account' : 'Organization';
	const failure = invalidInput(
		`Choose an ${what} first`,
		description ?? `The list depends on '${label}'.`,
	);
	return new NotChosenYet({ ...failure, message: failure.message });
}

/** Opens a client for the editor; what goes wrong reaches the user as the list's message. */
export async function withPicker<T>(
	context: ILoadOptionsFunctions,
	ask: (picker: Picker) => Promise<T>,
): Promise<T> {
	return await askForEditor(context, openClient, async (client: AdminClient) => {
		const places = new Places(client, context);
		return await ask({
			client,
			organization: async () => await places.organization(),
			account: async () => await places.account(),
			neededAccount: async () => await places.neededAccount(),
		});
	});
}

import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import { inLanes } from '../../../shared/inLanes';
import { idText, objectsIn } from '../../../shared/json';
import { readBoolean } from '../../../shared/n8n/fields/readers';
import { organizationsOf } from '../../api/accounts';
import type { AdminClient } from '../../api/client';
import { VERBS } from '../../api/contract/verbs';
import { createFailure } from '../../api/errors/catalogue';
import { isSameId } from '../../api/ids';
import { addressKey } from '../../api/users/userRecord';
import type { Item } from '../../operation';
import { organizationIdOf } from '../../parameters';
import { hindranceOf } from '../../roster/guards';
import { addressesOf } from '../../roster/state';
import { IMPORT_KINDS, type ImportKind } from '../../userImport/columns';
import { recordOf } from '../roster/readState';
import { ownUserOf } from '../roster/rosterOperation';

/**
 * Whom Docusign does not let be closed, before a file is sent that would close them. A file knows people by their
 * addresses alone, so that not they are looked up but the few who may not be closed.
 */

/** So many users of an organization's own list are looked at; more can be no administrators alone. */
const MOST_LOOKED_AT = 50;

/** By the key of an address, why whoever has it is not closed. */
type Refusals = ReadonlyMap<
	string,
	'DOCUSIGN_OWN_MEMBERSHIP' | 'DOCUSIGN_ORGANIZATION_ADMINISTRATOR'
>;

/** What an import makes of the guards. */
export interface ImportGuards {
	/** Why a row is not sent; undefined where nothing is known against it. */
	refusalOf(email: string): ApiFailure | undefined;
	warnings: string[];
}

const NOTHING: ImportGuards = { refusalOf: () => undefined, warnings: [] };

/** The users whom the organization names itself, the administrators among them, and the credential's own user. */
async function candidatesOf(
	client: AdminClient,
	organizationId: string,
	ownUserId: string | undefined,
): Promise<string[]> {
	const organizations = await organizationsOf(client);
	const own = organizations.find(({ id }) => isSameId(id, organizationId));
	const named = objectsIn(own?.users).flatMap(({ id }: JsonObject) => idText(id) ?? []);
	if (own === undefined || named.length === 0) {
		throw new Error('Docusign does not show who administers the organization');
	}
	if (named.length > MOST_LOOKED_AT) {
		throw new Error(`the organization names more than ${MOST_LOOKED_AT} users`);
	}
	return [...new Set([...named, ...(ownUserId === undefined ? [] : [ownUserId])])];
}

async function refusalsIn(client: AdminClient, organizationId: string): Promise<Refusals> {
	const ownUserId = await ownUserOf(client);
	const ids = await candidatesOf(client, organizationId, ownUserId);
	const found = await inLanes(ids, client.concurrency, async (id) => {
		const user = await recordOf(client, organizationId, id, {});
		const facts = { ownUserId, changesScimManaged: true };
		const hindrance = user && hindranceOf({ action: 'close', user }, facts);
		if (hindrance !== 'ownUser' && hindrance !== 'organizationAdministrator') return [];
		const code =
			hindrance === 'ownUser' ? 'DOCUSIGN_OWN_MEMBERSHIP' : 'DOCUSIGN_ORGANIZATION_ADMINISTRATOR';
		return addressesOf(user!).map((address) => [addressKey(address), code] as const);
	});
	return new Map(found.flat());
}

/**
 * Looks whom a closing import must leave out. What cannot be looked up is said, and is in nobody's way: Docusign
 * refuses these rows by itself.
 */
export async function importGuards(item: Item, kind: ImportKind): Promise<ImportGuards> {
	const isWanted = readBoolean(item.parameter('options.checkGuards'), 'Check Guards') ?? true;
	if (kind !== 'close' || !isWanted) return NOTHING;
	const operation = VERBS[IMPORT_KINDS[kind]];
	return await refusalsIn(item.client, organizationIdOf(item)).then(
		(refusals) => ({
			warnings: [],
			refusalOf(email) {
				const code = refusals.get(addressKey(email));
				return code && createFailure(code, { operation, user: email });
			},
		}),
		async (error: unknown) => {
			item.client.checkCancelled();
			const why = error instanceof Error ? error.message : String(error);
			const warning = `It was not looked up whom Docusign does not let be closed: ${why}`;
			return await Promise.resolve({ ...NOTHING, warnings: [warning] });
		},
	);
}

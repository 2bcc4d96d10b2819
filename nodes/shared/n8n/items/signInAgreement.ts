import type {
	ICredentialDataDecryptedObject,
	INode,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { holdsExpression } from '../fields/agreement';

/**
 * Whether all items of a run sign in as the same: a credential's fields may hold expressions, and what is done for
 * all items at once must not be done as the user of one of them.
 */

/** How a node signs in. */
export interface SignIn {
	/** The credential type that the node is set to. */
	typeOf(context: { getNode(): INode }): string;
	/** The fields that n8n fills in while it signs in. */
	changing: readonly string[];
}

/** What the contexts of a node have, as far as n8n declares it, and what it keeps to itself. */
interface Context {
	getNode(): INode;
	getCredentials(type: string, itemIndex: number): Promise<ICredentialDataDecryptedObject>;
	additionalData?: IWorkflowExecuteAdditionalData;
}

/** The credential as it is stored, with its expressions; undefined where n8n does not show it. */
async function storedOf(
	{ getNode, additionalData }: Pick<Context, 'getNode' | 'additionalData'>,
	type: string,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const reference = getNode().credentials?.[type];
	if (additionalData === undefined || reference === undefined) return undefined;
	const { credentialsHelper } = additionalData;
	return await credentialsHelper
		.getDecrypted(additionalData, reference, type, 'internal', undefined, true)
		.catch(() => undefined);
}

/**
 * Whether the credential says the same for each of some items. n8n reads and decrypts it anew each time, so that is
 * done for every item only where something in it could differ.
 *
 * @param context of one item or of all
 * @param count how many items there are
 */
export async function signsInAlike(
	context: { getNode(): INode },
	{ typeOf, changing }: SignIn,
	count: number,
): Promise<boolean> {
	if (count < 2) return true;
	const source = context as unknown as Context;
	const type = typeOf(context);
	const fixed = (data: ICredentialDataDecryptedObject) =>
		Object.fromEntries(Object.entries(data).filter(([name]) => !changing.includes(name)));
	const stored = await storedOf(
		{ getNode: () => context.getNode(), additionalData: source.additionalData },
		type,
	);
	if (stored && !holdsExpression(fixed(stored))) return true;
	const read = async (index: number) => {
		// The context of one item takes its own place, whichever it is asked for.
		const ofItem = Object.create(source, { itemIndex: { value: index } }) as Context;
		return JSON.stringify(fixed(await ofItem.getCredentials(type, index)));
	};
	const first = await read(0);
	for (let index = 1; index < count; index++) {
		if ((await read(index)) !== first) return false;
	}
	return true;
}

import { adminOutputs } from './adminOutputs';
import { schemaText } from './schemaOf';
import { scimOutputs } from './scimOutputs';
import { triggerOutputs } from './triggerOutputs';

/** Where n8n looks for the version 1 of a node, from the root: the folder beside the node's file. */
const folderOf = (node: string) => `nodes/${node}/__schema__`;

/**
 * The previews by which n8n lists the fields of a node before it has run, by their paths: made of what the
 * nodes really put out. The trigger has no operations: its own lies beside the version's folder.
 */
export async function schemaFiles(): Promise<Map<string, string>> {
	const files = new Map<string, string>();
	const put = (node: string, outputs: ReadonlyMap<string, readonly unknown[]>) => {
		const silent = [...outputs].filter(([, records]) => records.length === 0);
		if (silent.length > 0) {
			throw new Error(`${node} put out nothing: ${silent.map(([name]) => name).join(', ')}`);
		}
		for (const [name, records] of outputs) {
			files.set(`${folderOf(node)}/v1.0.0/${name}.json`, schemaText(records));
		}
	};
	put('DocusignAdmin', await adminOutputs());
	put('DocusignScim', await scimOutputs());
	files.set(`${folderOf('DocusignAdmin')}/v1.0.0.json`, schemaText(await triggerOutputs()));
	return files;
}

import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../operation';
import { guid } from '../../parameters';

/** An import that Docusign keeps, by its ID. */

export const importId: INodeProperties = {
	displayName: 'Import ID',
	name: 'importId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11',
	description: 'The import, as Get Many and the results of an import name it',
};

export const importIdOf = (item: Item) => guid(item.parameter('importId'), 'Import ID');

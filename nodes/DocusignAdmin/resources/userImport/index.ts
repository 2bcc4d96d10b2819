import type { Resource } from '../../operation';
import { userImport as listed } from '../lists';
import { add } from './add';
import { close } from './close';
import { closeExternal } from './closeExternal';
import { deleteImport } from './delete';
import { get } from './get';
import { update } from './update';

export const userImport: Resource = {
	...listed,
	operations: [add, close, closeExternal, deleteImport, get, ...listed.operations, update],
};

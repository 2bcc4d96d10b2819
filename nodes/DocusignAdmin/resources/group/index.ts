import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const group: Resource = { name: 'Group', value: 'group', operations: [getAll] };

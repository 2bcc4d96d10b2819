import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const dsGroup: Resource = { name: 'DS Group', value: 'dsGroup', operations: [getAll] };

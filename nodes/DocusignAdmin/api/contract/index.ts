import { cursor } from './cursor';
import { openApi } from './published';
import type { Contract } from './types';

export type * from './types';

/** The contract a credential asks for; the published one where it names none. */
export const contractOf = (name: unknown): Contract => (name === 'cursor' ? cursor : openApi);

import { cursor } from './cursor';
import { openApi } from './published';
import type { Contract, ContractName } from './types';

export type * from './types';

const CONTRACTS: Record<ContractName, Contract> = { openApi, cursor };

/** The contract a credential asks for; the published one where it names none. */
export function contractOf(name: unknown): Contract {
	return name === 'cursor' ? CONTRACTS.cursor : CONTRACTS.openApi;
}

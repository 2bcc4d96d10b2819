import type { INodeExecutionData } from 'n8n-workflow';

import type { FaultMatch, Sandbox } from '../../../sandbox';
import type { ContractName } from '../../support/admin';
import type { FaultRow } from './faults';

/** A job of the matrix: one of its columns. */
export interface Job {
	name: string;
	contracts: readonly ContractName[];
	/** Whether what meets the fault is a list of several pages. */
	isList?: boolean;
	/** The requests that meet the fault. */
	match(contract: ContractName, fault?: FaultRow): FaultMatch;
	/** Gets everything ready, while nothing goes wrong yet. */
	prepare(sandbox: Sandbox, contract: ContractName, fault?: FaultRow): Promise<Prepared> | Prepared;
	/** Requests that it takes at most, whatever goes wrong; with those that sign in. */
	most: number;
}

export interface Prepared {
	/** Does the job; rejects where the job is told to have failed. */
	run(): Promise<Told>;
	/** How often it is done, as the state shows, or as what was told does; more than 1 is a fault. */
	done(told: Told): number;
	/** What comes after the fault is over: a trigger has to tell then what it could not tell before. */
	after?(told: Told): Promise<void>;
	/** What must stand in no message. */
	secrets(): string[];
}

/** What a job came to. */
export interface Told {
	/** A code of docs/errors.md; undefined where the job was told to be done. */
	code?: string;
	/** All that a person or a log may see of it. */
	text: string;
	/** What it gave. */
	records: unknown[];
}

interface Shown {
	error?: unknown;
	details?: { code?: string };
}

/** What an item of a node that goes on after failures tells. */
export function toldBy(output: INodeExecutionData[]): Told {
	const failed = output.map(({ json }) => json as Shown).find(({ error }) => error !== undefined);
	return {
		...(failed && { code: failed.details?.code ?? 'no code' }),
		text: JSON.stringify(output),
		records: failed ? [] : output.map(({ json }) => json),
	};
}

/** What an error of n8n's tells: a picker's, a poll's. */
export function toldByError(error: unknown): Told {
	const { message, description, context } = error as {
		message: string;
		description?: string;
		context?: { code?: string };
	};
	const text = JSON.stringify({ message, description, context });
	// What a sign-in ends with has its code in the message.
	const [, inMessage] = /\((DOCUSIGN_\w+)\)/.exec(message) ?? [];
	return { code: context?.code ?? inMessage ?? 'no code', text, records: [] };
}

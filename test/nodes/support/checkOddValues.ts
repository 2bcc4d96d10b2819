import {
	NodeApiError,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';

import { meaningOf, placesOf, put, stored, valuesFor, waysToGive, type Place } from './oddValues';

/** A node to try values on. */
export interface Tried {
	/** Runs the operation; resolves to what comes out. */
	run(parameters: INodeParameters): Promise<IDataObject[]>;
	/** The requests since the last call of this. */
	requests(): Array<{ method: string }>;
	/** Parameters with which the operation does a dry run. */
	base: INodeParameters;
	fields: INodeProperties[];
	/** Whether the operation changes something. */
	isWrite: boolean;
}

interface Outcome {
	records?: IDataObject[];
	failure?: { message: string; code: unknown };
	requests: Array<{ method: string }>;
	warnings: string;
}

const LEFT_EMPTY = /^Left empty/;

/** What comes out, without the word on fields left empty, which is told apart. */
async function outcomeOf({ run, requests }: Tried, parameters: INodeParameters): Promise<Outcome> {
	requests();
	return await run(parameters).then(
		(records) => {
			const told = records.flatMap(({ warnings }) => (warnings ?? []) as string[]);
			// A trace token tells requests apart.
			const untraced = JSON.stringify(records).replace(/"trace_token":"[^"]+"/g, '"traced":1');
			const rest = (JSON.parse(untraced) as IDataObject[]).map(({ warnings, ...record }) => {
				const others = ((warnings ?? []) as string[]).filter((each) => !LEFT_EMPTY.test(each));
				return others.length > 0 ? { ...record, warnings: others } : record;
			});
			const warnings = told.filter((each) => LEFT_EMPTY.test(each)).join();
			return { records: rest, requests: requests(), warnings };
		},
		(error: unknown) => {
			expect(error).toBeInstanceOf(NodeApiError);
			const { message, context } = error as NodeApiError;
			return { failure: { message, code: context.code }, requests: requests(), warnings: '' };
		},
	);
}

/** Fields that must be filled in, and those that hold a change back or narrow it or a list. */
const mustNotBeEmpty = ({ at, field }: Place, { isWrite }: Tried) =>
	field.required === true ||
	at[0] === 'filters' ||
	(at.length === 1 && field.type === 'options') ||
	(isWrite && at[0] === 'options' && field.type !== 'number');

const hasWarning = ({ at }: Place) =>
	at.length === 2 &&
	['additionalFields', 'updateFields'].includes(at[0]) &&
	at[1] !== 'clearFields';

/** The field's name as messages say it, without what it is written in. */
const labelOf = ({ displayName }: INodeProperties) => displayName.replace(/ \(.*/, '');

const isDryRun = ({ field }: Place) => field.name === 'dryRun';

/**
 * Tries every value on every field of an operation: what the value can mean is done as if the editor
 * had given it, and everything else is refused, with the field's name, before any request.
 *
 * @returns how many were tried
 */
export async function checkOddValues(
	tried: Tried,
	spellings: readonly string[] = [],
): Promise<number> {
	// Where nothing works, nothing can be told apart.
	const { failure } = await outcomeOf(tried, tried.base);
	expect(failure?.code ?? 'DOCUSIGN_CONTRACT_LACKS').toBe('DOCUSIGN_CONTRACT_LACKS');
	let count = 0;
	for (const place of placesOf(tried.fields)) {
		const { at, field } = place;
		const base = other(tried.base, at);
		const known = new Map<string, Outcome>();
		const expected = async (value: unknown) => {
			const key = JSON.stringify([value]);
			const outcome = known.get(key) ?? (await outcomeOf(tried, put(base, at, value)));
			known.set(key, outcome);
			return outcome;
		};
		for (const written of valuesFor(field)) {
			const meaning = meaningOf(field, written[1]);
			for (const given of waysToGive(field, written)) {
				// A real run would change what the next one finds.
				if (isDryRun(place) && meaning.kind === 'as' && meaning.value === false) continue;
				const what = `${at.join('.')} given ${JSON.stringify(given)}`;
				const outcome = await outcomeOf(tried, put(base, at, given));
				const isRefused = outcome.failure !== undefined && outcome.requests.length === 0;
				// What the contract has no word for is refused too, whatever the value.
				const isWrong = isRefused && outcome.failure?.code === 'DOCUSIGN_INVALID_INPUT';
				count++;
				if (
					meaning.kind === 'refused' ||
					(meaning.kind === 'empty' && mustNotBeEmpty(place, tried))
				) {
					expect({ what, outcome, isRefused }).toEqual({ what, outcome, isRefused: true });
					if (isWrong) expect(outcome.failure?.message).toContain(`'${labelOf(field)}`);
				} else if (meaning.kind === 'empty') {
					if (isRefused) continue;
					const { warnings, ...rest } = outcome;
					const without = await expected(undefined);
					expect({ what, ...rest, warnings: '' }).toEqual({ what, ...without });
					if (hasWarning(place) && !outcome.failure) expect(warnings).toContain(field.displayName);
				} else if (meaning.kind === 'as' && !(isRefused && spellings.includes(field.name))) {
					expect({ what, ...outcome }).toEqual({
						what,
						...(await expected(stored(field, meaning.value))),
					});
				}
			}
		}
	}
	return count;
}

/** Parameters that leave something to change when a field of a collection is left empty. */
function other(base: INodeParameters, [name, inner]: string[]): INodeParameters {
	const fields = base[name];
	if (inner === undefined || name !== 'updateFields' || fields === undefined) return base;
	const rest = Object.entries(fields as INodeParameters).filter(([each]) => each !== inner);
	return { ...base, [name]: Object.fromEntries(rest.slice(0, 1)) as INodeParameters };
}

import { isDateTime, isGuid, isInt32 } from './formats';
import type { QueryFact } from './model';

function checkValue(fact: QueryFact, value: string): string | undefined {
	if (fact.type === 'integer' && !(/^-?\d+$/.test(value) && isInt32(Number(value)))) {
		return 'is not a whole number';
	}
	if (fact.type === 'boolean' && !/^(true|false)$/i.test(value)) return 'is neither true nor false';
	if (fact.format === 'uuid' && !isGuid(value)) return 'is not a GUID';
	if (fact.format === 'date-time' && !isDateTime(value)) return 'is not a date and time';
	return undefined;
}

/** Checks names, repetition and types of query parameters. Returns a line per problem. */
export function checkQuery(facts: readonly QueryFact[], params: URLSearchParams): string[] {
	const problems: string[] = [];
	for (const name of new Set(params.keys())) {
		const fact = facts.find((candidate) => candidate.name === name);
		if (!fact) {
			problems.push(`query: unknown parameter "${name}"`);
			continue;
		}
		const values = params.getAll(name);
		if (values.length > 1) problems.push(`query: "${name}" is given more than once`);
		const problem = checkValue(fact, values[0]);
		if (problem) problems.push(`query: "${name}" ${problem}`);
	}
	return problems;
}

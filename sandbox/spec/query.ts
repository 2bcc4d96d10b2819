import { isDateTime, isGuid, isInt32 } from './formats';
import type { QueryParameter } from './model';

function checkValue(spec: QueryParameter, value: string): string | undefined {
	if (spec.type === 'integer' && !(/^-?\d+$/.test(value) && isInt32(Number(value)))) {
		return 'is not a whole number';
	}
	if (spec.type === 'boolean' && !/^(true|false)$/i.test(value)) return 'is neither true nor false';
	if (spec.format === 'uuid' && !isGuid(value)) return 'is not a GUID';
	if (spec.format === 'date-time' && !isDateTime(value)) return 'is not a date and time';
	return undefined;
}

/** Checks names, repetition and types of query parameters. Returns a line per problem. */
export function checkQuery(known: readonly QueryParameter[], params: URLSearchParams): string[] {
	const problems: string[] = [];
	for (const name of new Set(params.keys())) {
		const spec = known.find((candidate) => candidate.name === name);
		if (!spec) {
			problems.push(`query: unknown parameter "${name}"`);
			continue;
		}
		const values = params.getAll(name);
		if (values.length > 1) problems.push(`query: "${name}" is given more than once`);
		const problem = checkValue(spec, values[0]);
		if (problem) problems.push(`query: "${name}" ${problem}`);
	}
	return problems;
}

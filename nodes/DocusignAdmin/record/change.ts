import type { JsonObject, JsonValue } from '../../shared/http';
import { federatedStatusPublished } from '../api/contract/values';
import { reference, references } from './membership';
import { lowerCase } from './values';

/** What a contract calls a field that the record calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
	user_status: 'status',
	title: 'job_title',
	company: 'company_name',
};

/** The record's name of a field. */
export const recordField = (field: string): string => NAMES[field] ?? field;

const VALUES: Readonly<Record<string, (value: JsonValue) => JsonValue>> = {
	status: lowerCase,
	membership_status: lowerCase,
	permission_profile: reference,
	groups: references,
	federated_status: (value) =>
		typeof value === 'string' ? federatedStatusPublished(value) : undefined,
};

/** Earlier values of some fields as the record shows them; null says that there was none. */
export const recordValues = (values: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const field = recordField(name);
			return [field, value === null ? null : (VALUES[field]?.(value) ?? value)];
		}),
	);

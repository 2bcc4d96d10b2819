import { describeReason } from '../../shared/errors/networkReason';
import type { ApiNoAnswer, ApiResponse, JsonObject, JsonValue } from '../../shared/http';
import type { Issuer } from '../api/credential';
import { isObject } from '../../shared/json';
import { plainText } from '../../shared/transport/answers/errorText';

/** Who a user's token speaks for, as the host that issued it says; or why that is not known. */
export interface Identity {
	userId?: string;
	name?: string;
	email?: string;
	accountIds?: string[];
	/** The organizations that the user's accounts belong to, administered or not. */
	organizationIds?: string[];
	reason?: string;
}

/** Asks the issuer. What keeps it from answering is a reason, since nothing else depends on it. */
export async function identityOf(issuer: Issuer): Promise<Identity> {
	return await issuer.userinfo().then(read, (error: Error) => ({
		reason: plainText(error.message) ?? 'it could not be asked',
	}));
}

function read(answer: ApiResponse | ApiNoAnswer): Identity {
	if (answer.status === undefined) {
		return { reason: describeReason(answer.reason) ?? 'it gave no answer' };
	}
	const { status, body } = answer;
	if (status !== 200 || !isObject(body)) return { reason: `it answered with status ${status}` };
	const accounts = (Array.isArray(body.accounts) ? body.accounts : []).filter(isObject);
	return {
		userId: text(body.sub as JsonValue),
		name: text(body.name as JsonValue),
		email: text(body.email as JsonValue),
		accountIds: distinct(accounts.map(({ account_id: id }) => id as JsonValue)),
		organizationIds: distinct(
			accounts.map(({ organization }) => (organization as JsonObject | undefined)?.organization_id),
		),
	};
}

const text = (value: JsonValue): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

const distinct = (values: JsonValue[]) => [
	...new Set(values.flatMap((value) => text(value) ?? [])),
];

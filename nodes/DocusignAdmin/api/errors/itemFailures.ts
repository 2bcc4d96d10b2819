import { wordsOf } from '../../../shared/errors/catalogue';
import { isObject } from '../../../shared/json';
import {
	plainText,
	readErrorText,
	type ErrorText,
} from '../../../shared/transport/answers/errorText';

/** One part of a request that failed inside an answer with status 200. */
export interface ItemFailure {
	/** The user, account, identity, product … that it happened to. */
	id?: string;
	/** Docusign's code, empty where it gives none. */
	error: string;
	description: string;
}

type Body = Record<string, unknown>;

/** Lists whose entries carry `error_details` when they failed. */
const DETAILED_LISTS = ['users', 'accounts', 'identities', 'results'];
const ID_KEYS = ['id', 'user_id', 'account_id', 'user_email', 'email', 'provider_id', 'product_id'];

/**
 * The failures inside a successful answer: Docusign answers 200 to close, update, e-mail, group, product,
 * identity, export, import and redaction calls that failed in part or whole. Empty when all went well.
 */
export function itemFailures(body: unknown): ItemFailure[] {
	if (!isObject(body)) return [];
	const found = [
		...DETAILED_LISTS.flatMap((list) => entries(body[list]).flatMap(detailed)),
		...entries(body.failed_users).map(failedUser),
		...entries(body.product_permission_profiles).flatMap(failedProduct),
		...failedProductRemovals(body),
		...notClosed(body),
		...failedImport(body),
		...failedRedaction(body),
		...connectError(body),
		...(isObject(body.group_users) ? itemFailures(body.group_users) : []),
	];
	if (found.length > 0 || !saysFailed(body)) return found;
	return itemWarnings(body).length > 0 ? [] : [wholeFailure(body)];
}

/**
 * What `error_details` say, whatever their form: an object, a list, a text or a code alone. Undefined where
 * they say nothing; without code and text where something went wrong and they do not say what.
 */
export function readDetails(details: unknown): ErrorText | undefined {
	const text = readErrorText(details);
	const saysMore = details === true || (typeof details === 'string' && details.trim() !== '');
	return text.error || text.message || saysMore ? text : undefined;
}

/** Docusign did it, and has something to say to it. */
export const isWarning = ({ error = '', message = '' }: ErrorText): boolean =>
	[error, message].some((text) => /_warning$/i.test(text));

/** The warnings inside an answer to a request that was carried out. */
export function itemWarnings(body: unknown): string[] {
	if (!isObject(body)) return [];
	const all = [body, ...DETAILED_LISTS.flatMap((list) => entries(body[list]))];
	return all.flatMap(({ error_details: details }) => {
		const text = readDetails(details);
		return text && isWarning(text) ? (wordsOf(text) ?? []) : [];
	});
}

function entries(list: unknown): Body[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}

function detailed(entry: Body): ItemFailure[] {
	const details = readDetails(entry.error_details);
	return details && !isWarning(details) ? [failure(entry, details.error, details.message)] : [];
}

function failedUser(entry: Body): ItemFailure {
	return detailed(entry)[0] ?? failure(entry, undefined, plainText(entry.status));
}

function failedProduct(entry: Body): ItemFailure[] {
	const message = plainText(entry.error_message);
	return message ? [failure(entry, undefined, message)] : [];
}

/** `user_product_results` maps a product id to `deleted`, or to the reason why it was not. */
function failedProductRemovals(body: Body): ItemFailure[] {
	if (!isObject(body.user_product_results)) return [];
	return Object.entries(body.user_product_results)
		.filter(([, result]) => !/^(?:deleted|removed|success)$/i.test(String(result)))
		.map(([id, result]) => failure({ id }, undefined, plainText(result)));
}

function notClosed(body: Body): ItemFailure[] {
	return entries(body.closed_users)
		.filter(({ status }) => status !== undefined && !/^closed$/i.test(String(status)))
		.map((entry) => detailed(entry)[0] ?? failure(entry, undefined, plainText(entry.status)));
}

function failedImport(body: Body): ItemFailure[] {
	if (typeof body.error_count !== 'number' || body.error_count === 0) return [];
	const rollups = [
		...entries(body.file_level_error_rollups),
		...entries(body.user_level_error_rollups),
	].map(({ error_type: type, count }) =>
		failure({}, plainText(type), `${plainText(count) ?? 'some'} rows of the file`),
	);
	return rollups.length > 0
		? rollups
		: [failure(body, undefined, `${body.error_count} rows of the file failed`)];
}

function failedRedaction(body: Body): ItemFailure[] {
	return entries(body.membership_results)
		.filter(({ status }) => says(status, 'failure'))
		.map((entry) => failure(entry, undefined, 'The data of this membership was not redacted'));
}

/** Statuses are compared without case, as Docusign writes them in either. */
const says = (status: unknown, word: string): boolean => plainText(status)?.toLowerCase() === word;

function connectError(body: Body): ItemFailure[] {
	if (!isObject(body.errorDetail)) return [];
	const { error, message } = readErrorText(body.errorDetail);
	return error || message ? [failure({}, error, message)] : [];
}

function saysFailed(body: Body): boolean {
	const exported = 'percent_completed' in body || 'metadata_url' in body;
	return (
		body.success === false ||
		body.is_success === false ||
		(says(body.status, 'failed') && (exported || 'processed_user_count' in body)) ||
		(says(body.status, 'failure') && 'user_id' in body)
	);
}

function wholeFailure(body: Body): ItemFailure {
	const details = readErrorText(body.error_details ?? body);
	return failure(body, details.error, details.message);
}

function failure(entry: Body, error: string | undefined, description: string | undefined) {
	const key = ID_KEYS.find((name) => typeof entry[name] === 'string' && entry[name] !== '');
	return {
		...(key ? { id: plainText(entry[key], 100) } : {}),
		error: error ?? '',
		description: description ?? (error ? '' : 'Docusign gave no reason'),
	};
}

import type { JsonObject, JsonValue } from '../../../shared/http';
import { objectIn, objectsIn } from '../../../shared/json';
import { readLimitHeaders } from '../../../shared/transport/limits/limitHeaders';
import { isGuid } from '../../api/ids';
import { headerFindings } from './columns';
import { wordTold } from './differences';
import { LARGEST_PAGE, type Samples } from './samples';

/** What an assumption came to: it holds, it does not (and what was seen instead), or nothing showed it. */
export type Verdict = { kind: 'holds' } | { kind: 'differs'; seen: string[] } | { kind: 'unknown' };

/** Something the package takes for granted that the published description does not say. */
export interface Assumption {
	/** Stable; docs/assumptions.md has a row for each. */
	id: string;
	/** A sentence. */
	assumes: string;
	judge(samples: Samples): Verdict;
}

const UNKNOWN: Verdict = { kind: 'unknown' };

const verdict = (seen: Iterable<string>): Verdict => {
	const distinct = [...new Set(seen)];
	return distinct.length === 0 ? { kind: 'holds' } : { kind: 'differs', seen: distinct };
};

const bodyOf = ({ reads }: Samples, name: string): JsonObject | undefined =>
	reads.find((read) => read.name === name)?.answer?.body;

const recordsOf = (samples: Samples, name: string, list: string): JsonObject[] =>
	objectsIn(bodyOf(samples, name)?.[list]);

const listed = (samples: Samples) => recordsOf(samples, 'getUsers', 'users');
const profiles = (samples: Samples) => [
	...recordsOf(samples, 'getUserDSProfile', 'users'),
	...recordsOf(samples, 'getUserProfiles', 'users'),
];
const memberships = (samples: Samples) =>
	profiles(samples).flatMap((profile) => objectsIn(profile.memberships));

/** Judges values that are there; where none is, nothing is known. */
function each(values: JsonValue[], problem: (value: JsonValue) => string | undefined): Verdict {
	const shown = values.filter((value) => value !== undefined && value !== null && value !== '');
	return shown.length === 0 ? UNKNOWN : verdict(shown.flatMap((value) => problem(value) ?? []));
}

/** Values of a closed vocabulary: a word that is not among them is told, anything else is not. */
const among = (values: JsonValue[], words: readonly string[]): Verdict =>
	each(values, (value) =>
		words.includes(String(value).toLowerCase()) ? undefined : wordTold(value),
	);

/** Judges records that are there. */
const records = (
	all: JsonObject[],
	problem: (record: JsonObject) => string | undefined,
): Verdict =>
	all.length === 0 ? UNKNOWN : verdict(all.flatMap((record) => problem(record) ?? []));

const field = (all: JsonObject[], name: string) => all.map((record) => record[name]);

const headersOf = ({ reads }: Samples) =>
	reads.flatMap(({ answer }) => (answer ? [answer.headers] : []));

/** Judges the answers by their headers; one that has them is enough. */
const headers = (samples: Samples, names: readonly string[]): Verdict => {
	const all = headersOf(samples);
	if (all.length === 0) return UNKNOWN;
	return verdict(
		names.filter((name) => all.every((one) => one[name] === undefined)).map((name) => `no ${name}`),
	);
};

function nextLink(samples: Samples): Verdict {
	const { paging } = objectIn(bodyOf(samples, 'getUsers'));
	const { next } = objectIn(paging);
	if (typeof next !== 'string' || next === '') return UNKNOWN;
	if (!URL.canParse(next)) return verdict(['it is no absolute URL']);
	const { origin } = new URL(samples.baseUrl);
	return verdict(new URL(next).origin === origin ? [] : ['it is on another host']);
}

function pageSize(samples: Samples): Verdict {
	const body = bodyOf(samples, 'getUsers');
	const total = objectIn(body?.paging).total_set_size;
	if (typeof total !== 'number' || !Array.isArray(body?.users)) return UNKNOWN;
	const expected = Math.min(total, LARGEST_PAGE);
	const { length } = body.users;
	return verdict(length === expected ? [] : [length < expected ? 'fewer came' : 'more came']);
}

const RESET_FROM = 1_000_000_000;

function resetForm(samples: Samples): Verdict {
	const resets = headersOf(samples).map((one) => one['x-ratelimit-reset']);
	return each(resets, (value) => {
		const text = String(value);
		if (readLimitHeaders({ 'x-ratelimit-reset': text }, Date.now()).resetAt === undefined) {
			return 'a form that is not understood';
		}
		if (!/^\d+$/.test(text)) return 'a date';
		return Number(text) >= RESET_FROM && Number(text) < 1e11 ? undefined : 'another number';
	});
}

export const ASSUMPTIONS: readonly Assumption[] = [
	{
		id: 'user-status',
		assumes: 'The status of a user is one of active, created, closed.',
		judge: (samples) =>
			among(field([...listed(samples), ...profiles(samples)], 'user_status'), [
				'active',
				'created',
				'closed',
			]),
	},
	{
		id: 'membership-status',
		assumes:
			'The status of a membership is one of activation_required, activation_sent, active, closed, disabled.',
		judge: (samples) =>
			among(
				[...field(listed(samples), 'membership_status'), ...field(memberships(samples), 'status')],
				['activation_required', 'activation_sent', 'active', 'closed', 'disabled'],
			),
	},
	{
		id: 'federated-status',
		assumes:
			'The sign-in policy of a user is one of RemoveStatus, FedAuthRequired, FedAuthBypass, Evicted, or left out.',
		judge: (samples) =>
			among(field(profiles(samples), 'federated_status'), [
				'removestatus',
				'fedauthrequired',
				'fedauthbypass',
				'evicted',
			]),
	},
	{
		id: 'group-type',
		assumes: 'The type of a group is one of invalid, admin_group, everyone_group, custom_group.',
		judge: (samples) =>
			among(field(recordsOf(samples, 'getGroups', 'groups'), 'type'), [
				'invalid',
				'admin_group',
				'everyone_group',
				'custom_group',
			]),
	},
	{
		id: 'domain-status',
		assumes: 'The status of a domain is one of unknown, pending, active, deactivated, rejected.',
		judge: (samples) =>
			among(field(recordsOf(samples, 'getReservedDomains', 'reserved_domains'), 'status'), [
				'unknown',
				'pending',
				'active',
				'deactivated',
				'rejected',
			]),
	},
	{
		id: 'user-id',
		assumes: 'Every user of a list has an ID, and it is a GUID.',
		judge: (samples) =>
			records(listed(samples), ({ id }) => {
				if (id === undefined || id === null) return 'a user without an ID';
				return isGuid(String(id)) ? undefined : 'an ID that is no GUID';
			}),
	},
	{
		id: 'list-address',
		assumes: 'A user list shows the address of each user.',
		judge: (samples) =>
			records(listed(samples), ({ email }) => (email ? undefined : 'a user without an address')),
	},
	{
		id: 'list-by-email',
		assumes: 'A user list by address alone shows no membership ID.',
		judge: (samples) =>
			records(recordsOf(samples, 'getUsers.byEmail', 'users'), ({ membership_id: id }) =>
				id === undefined || id === null ? undefined : 'a membership ID',
			),
	},
	{
		id: 'profile-site',
		assumes: 'A profile has a site ID, which changes need.',
		judge: (samples) =>
			records(profiles(samples), ({ site_id: site }) =>
				typeof site === 'number' ? undefined : 'a profile without a site ID',
			),
	},
	{
		id: 'profile-memberships',
		assumes: 'A profile shows the memberships, each with its account.',
		judge: (samples) =>
			records(profiles(samples), ({ memberships: shown }) => {
				if (!Array.isArray(shown)) return 'a profile without memberships';
				const isWhole = objectsIn(shown).every(({ account_id: id }) => typeof id === 'string');
				return isWhole ? undefined : 'a membership without an account';
			}),
	},
	{
		id: 'profile-address',
		assumes: 'The address of a user stands on the memberships of the profile.',
		judge: (samples) =>
			records(memberships(samples), ({ email }) =>
				email ? undefined : 'a membership without an address',
			),
	},
	{
		id: 'times-utc',
		assumes: 'Times have no zone, and are UTC.',
		judge: (samples) =>
			each(field([...listed(samples), ...profiles(samples)], 'created_on'), (value) =>
				/(?:z|[+-]\d\d:?\d\d)$/i.test(String(value)) ? 'a time with a zone' : undefined,
			),
	},
	{
		id: 'paging-total',
		assumes: 'A user list says how many there are (paging.total_set_size).',
		judge: (samples) => {
			const body = bodyOf(samples, 'getUsers');
			if (!body) return UNKNOWN;
			const { total_set_size: total } = objectIn(body.paging);
			return verdict(typeof total === 'number' ? [] : ['no number']);
		},
	},
	{
		id: 'paging-size',
		assumes: `A page of a user list holds up to ${LARGEST_PAGE} users.`,
		judge: pageSize,
	},
	{
		id: 'paging-next',
		assumes: 'paging.next is an absolute URL of the same host.',
		judge: nextLink,
	},
	{
		id: 'paging-numbered',
		assumes: 'The list of DS groups says how many there are, and how many a page holds.',
		judge: (samples) => {
			const body = bodyOf(samples, 'getDSGroups');
			if (!body) return UNKNOWN;
			const names = ['total_count', 'page_size'];
			return verdict(
				names.filter((name) => typeof body[name] !== 'number').map((name) => `no ${name}`),
			);
		},
	},
	{
		id: 'limit-headers',
		assumes: 'Answers tell the hourly limit (X-RateLimit-Limit, -Remaining, -Reset).',
		judge: (samples) =>
			headers(samples, ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']),
	},
	{
		id: 'limit-reset',
		assumes: 'X-RateLimit-Reset is a time in epoch seconds.',
		judge: resetForm,
	},
	{
		id: 'burst-headers',
		assumes: 'Answers tell the burst limit (X-BurstLimit-Limit, -Remaining).',
		judge: (samples) => headers(samples, ['x-burstlimit-limit', 'x-burstlimit-remaining']),
	},
	{
		id: 'trace-header',
		assumes: 'Answers have a trace token (X-DocuSign-TraceToken).',
		judge: (samples) => headers(samples, ['x-docusign-tracetoken']),
	},
	{
		id: 'export-columns',
		assumes: 'The columns of an export of users are among those that are known by name.',
		judge: ({ exportHeader: { line } }) =>
			line === undefined ? UNKNOWN : verdict(headerFindings(line)),
	},
];

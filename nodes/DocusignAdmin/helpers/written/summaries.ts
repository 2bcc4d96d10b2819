import type { JsonObject, JsonValue } from '../../../shared/http';
import { isObject, known, objectIn, objectsIn } from '../../../shared/json';
import type { Facts, OperationId } from '../../api/contract';
import { VERBS } from '../../api/contract/verbs';
import type { KnownNames } from './knownNames';

/** A change that a dry run tells in words: from the same data as its request. */
interface Planned {
	operation: OperationId;
	/** In published names and values. */
	change: JsonObject;
	facts: Facts;
}

/** Fields whose values are nobody's business but the user's. */
const HIDDEN = ['access_code'];

/** Fields as the editor calls them, where that is not the name in other letters. */
const LABELS: Readonly<Record<string, string>> = {
	default_account_id: 'default account',
	language_culture: 'language',
	company_name: 'company',
	auto_activate_memberships: 'automatic activation',
};

const labelOf = (field: string) => LABELS[field] ?? field.replaceAll('_', ' ');

const list = (parts: readonly string[]) =>
	parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const isPlain = (value: JsonValue) => ['string', 'number', 'boolean'].includes(typeof value);

/** Sentences of one node's run: who is meant, and what by which name. */
class Words {
	constructor(
		private readonly names: KnownNames,
		private readonly facts: Facts,
	) {}

	who(change: JsonObject = {}): string {
		const { user = {}, email } = this.facts;
		return String(user.email ?? email ?? change.email ?? user.id ?? 'the user');
	}

	account(id: JsonValue): string {
		const name = this.names.account(id);
		return name === undefined ? `account ${String(id)}` : `account ${name}`;
	}

	accounts(ids: readonly JsonValue[]): string {
		const named = ids.map((id) => this.names.account(id) ?? String(id));
		return `${ids.length === 1 ? 'account' : 'accounts'} ${list(named)}`;
	}

	/** Permission profile, groups, job title and company in an account. */
	member({ permission_profile: profile, groups, ...rest }: JsonObject, accountId: JsonValue) {
		const { id } = objectIn(profile);
		const profileName = objectIn(profile).name ?? this.names.permissionProfile(accountId, id);
		const groupNames = objectsIn(groups).map((group) =>
			String(group.name ?? this.names.group(accountId, group.id) ?? group.id),
		);
		return [
			...(isObject(profile) ? [`permission profile ${String(profileName ?? id)}`] : []),
			...(Array.isArray(groups)
				? [groupNames.length > 0 ? `groups ${list(groupNames)}` : 'no groups']
				: []),
			...this.fields(rest),
		];
	}

	fields(change: JsonObject): string[] {
		return Object.entries(change).flatMap(([name, value]) => {
			if (!isPlain(value)) return [];
			if (HIDDEN.includes(name)) return [labelOf(name)];
			if (name === 'default_account_id') {
				return [`${labelOf(name)} ${this.names.account(value) ?? String(value)}`];
			}
			return [value === '' ? `no ${labelOf(name)}` : `${labelOf(name)} ${String(value)}`];
		});
	}
}

const withParts = (parts: readonly string[]) => (parts.length > 0 ? ` with ${list(parts)}` : '');

type Sentence = (planned: Planned, words: Words) => string;

const closing: Sentence = ({ operation, change }, words) => {
	const ids = objectsIn(change.accounts).map(({ id }) => id);
	const all = operation === 'closeAllMemberships';
	if (ids.length === 0) return `close ${words.who()} in all accounts`;
	return `close ${words.who()} in ${all ? 'all accounts of the organization: ' : ''}${words.accounts(ids)}`;
};

/** The changes that have a sentence of their own; the rest is told by its verb. */
const SENTENCES: Partial<Record<OperationId, Sentence>> = {
	createUser({ change }, words) {
		const { accounts, email, ...profile } = change;
		const places = objectsIn(accounts).map(
			({ id, ...member }) => `in ${words.account(id)}${withParts(words.member(member, id))}`,
		);
		const settings = list(words.fields(profile));
		return `create ${String(email)} ${places.join('; ')}${settings && `; ${settings}`}`;
	},
	addUsers({ change, facts }, words) {
		const { email, permission_profile, groups } = change;
		const member = known({ permission_profile, groups });
		return `add ${words.who({ email })} to ${words.account(facts.accountId)}${withParts(words.member(member, facts.accountId))}`;
	},
	updateUser({ change }, words) {
		const { memberships, ...profile } = change;
		const members = objectsIn(memberships).map(({ account_id: id, ...member }) => {
			const parts = list(words.member(member, id));
			return id === undefined ? parts : `${parts} in ${words.account(id)}`;
		});
		return `change ${words.who()}: ${[...words.fields(profile), ...members].join(', ')}`;
	},
	updateMembership: ({ change, facts }, words) =>
		`change the membership of ${words.who()} in ${words.account(facts.accountId)}: ${words.member(change, facts.accountId).join(', ')}`,
	inviteMember: ({ facts }, words) =>
		`send ${words.who()} the activation email for ${words.account(facts.accountId)} again`,
	updateEmailAddress: ({ change }, words) =>
		`change the email address of ${words.who()} to ${String(change.email)}`,
	closeMemberships: closing,
	closeAllMemberships: closing,
	activateMembership: ({ facts }, words) =>
		`activate the membership of ${words.who()} in ${words.account(facts.accountId)}`,
};

/** By the verb that messages have for the operation too, with what it is about. */
function byVerb({ operation, change, facts }: Planned, words: Words): string {
	const { user, accountId, record } = facts;
	const about = [
		typeof change.group_name === 'string' ? `"${change.group_name}"` : undefined,
		record,
		user && words.who(),
		accountId && words.account(accountId),
	].filter((each) => each !== undefined && each !== '');
	return `${VERBS[operation]}${about.length > 0 ? ` (${about.join(', ')})` : ''}`;
}

/** What a write would do, as a sentence without its end: with names as far as they are known. */
export function summaryOf(planned: Planned, names: KnownNames): string {
	const words = new Words(names, planned.facts);
	return `Would ${(SENTENCES[planned.operation] ?? byVerb)(planned, words)}`;
}

import type { ApiRequest, JsonObject, JsonValue } from '../../../shared/http';
import type { MoreOperationId } from './more';

export type ContractName = 'openApi' | 'cursor';

/**
 * The operations of the published Admin API that this package calls, by Docusign's own operation
 * ids. `getAccounts`, `updateMembership`, `inviteMember` and `closeAllMemberships` are jobs the published API does
 * inside another operation (the accounts are part of the organizations, a membership is part of a
 * user's profile) and which stand apart because the cursor contract does them in its own way.
 */
export type OperationId =
	| 'getOrganizations'
	| 'getAccounts'
	| 'getUsers'
	| 'getUserDSProfile'
	| 'getUserProfiles'
	| 'createUser'
	| 'addUsers'
	| 'updateUser'
	| 'updateMembership'
	| 'inviteMember'
	| 'updateEmailAddress'
	| 'closeMemberships'
	| 'closeAllMemberships'
	| 'activateMembership'
	| 'getPermissions'
	| 'getGroups'
	| 'getDSGroups'
	| 'createUserListExport'
	| 'getUserListExport'
	| 'deleteUserListExport'
	| 'getReservedDomains'
	| MoreOperationId;

/**
 * How a list is paged: `none` always comes whole, `offset` takes `start` and `take`, `cursor` takes
 * `count` and goes on at `next_uri`, `links` takes no page size but may still name a `next_uri`,
 * `numbered` takes `page` and `page_size`.
 */
export type Paging = 'none' | 'offset' | 'cursor' | 'links' | 'numbered';

/** What a request may need to know of a user before it can be written. */
export type UserFact = 'id' | 'site_id' | 'email' | 'memberships';

/** Who is meant: as much as is known so far. */
export interface UserFacts {
	id?: string;
	site_id?: number;
	email?: string;
	memberships?: MembershipFacts[];
}

export interface MembershipFacts {
	id?: string;
	account_id: string;
	status?: string;
	/** The account belongs to another organization. */
	is_external_account?: boolean;
}

/** What stands behind a request, for a contract whose paths or bodies differ from the published ones. */
export interface Facts {
	organizationId: string;
	accountId?: string;
	user?: UserFacts;
	/** The address of a user who is to be. */
	email?: string;
	/** Another record that the path names, as messages say it: `the import "…"`. */
	record?: string;
}

/** One operation on one wire. */
export interface ContractRow {
	/** The OAuth scopes the operation asks for, all of them. */
	scopes: readonly string[];
	/** Those it asks for in their place where the request is about one account. */
	scopesInAccount?: readonly string[];
	/** Set where the contract has no such operation: what the user can do instead. */
	lacks?: string;
	/** What must be known of the user first. */
	needs?: readonly UserFact[];
	/** The server finds the user by e-mail address, and does it to everyone who has that address. */
	byAddress?: boolean;
	/** Docusign refuses the operation to an application's token, one without a user. */
	userTokenOnly?: boolean;
	paging?: Paging;
	/** Where the list takes fewer records a page than the others of the contract. */
	maxPageSize?: number;
	/** Where the records stand in the answer; undefined when they are not there. */
	records?(body: JsonObject, facts: Facts): JsonValue;
	/** A read in this contract's words; the published request as it is where left out. */
	request?(published: ApiRequest, facts: Facts): ApiRequest;
	/**
	 * The request that makes a change: its path and envelope, and the names and values in it, are the
	 * contract's own. The change is given in published names and values, without an envelope.
	 */
	write?(change: JsonObject, facts: Facts): ApiRequest;
	/** What the answer to a change says of the user; the answer as it is where left out. */
	changed?(answer: JsonObject, facts: Facts): JsonObject;
	/** The filters of the published request that the server does not know: applied to each record. */
	keep?(published: ApiRequest): ((record: JsonObject) => boolean) | undefined;
}

export interface Contract {
	name: ContractName;
	title: string;
	/** The most records one page of a list may hold. */
	maxPageSize: number;
	/** Whether a list of users must name an account, a domain or an e-mail address. */
	usersNeedScope: boolean;
	/** Whether job title and company belong to the user, in all accounts alike, and not to a membership. */
	titlesOnUser: boolean;
	/** Whether an address is changed like any other field of the user, not by a request of its own. */
	emailOnUser: boolean;
	/** Whether the user list of an account shows permission profiles and groups; that of an organization never does. */
	listsProfiles: boolean;
	rows: Record<OperationId, ContractRow>;
}

/** The scopes that a request needs, given what it is about. */
export const scopesOf = (
	{ scopes, scopesInAccount }: ContractRow,
	{ accountId }: Pick<Facts, 'accountId'>,
): readonly string[] => (accountId ? (scopesInAccount ?? scopes) : scopes);

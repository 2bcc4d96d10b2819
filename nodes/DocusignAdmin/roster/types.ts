import type { JsonObject } from '../../shared/http';

/** A permission profile, group or account as Docusign knows it. */
export interface Named {
	/** Docusign numbers profiles and groups; accounts have GUIDs. */
	id: string | number;
	name?: string;
	/** Of a group: `everyone_group` for the one that nobody can leave. */
	type?: string;
}

/** What can be named in a roster. */
export interface RosterLists {
	/** The accounts in scope. */
	accounts: readonly Named[];
	/** By account id; an account that is not there was not asked for. */
	permissionProfiles: ReadonlyMap<string, readonly Named[]>;
	groups: ReadonlyMap<string, readonly Named[]>;
}

/** Somebody who should have access to one account. What the roster does not give is left out. */
export interface Person {
	/** The place in the roster, counted from 0 as n8n counts items. */
	item: number;
	email: string;
	accountId: string;
	accountName?: string;
	firstName?: string;
	lastName?: string;
	jobTitle?: string;
	companyName?: string;
	permissionProfile?: Named;
	groups?: readonly Named[];
}

/** What is known of Docusign, and of how much of it. */
export interface RosterState {
	/** As `normalizedUser` gives them; several of one user are put together. */
	users: readonly JsonObject[];
	/** Accounts whose members are all among the users, the closed ones too. */
	accountsRead: readonly string[];
	/** Whether every user of the organization is among them. */
	isWhole: boolean;
	/** Addresses that were looked up by themselves: whoever has one of them is among the users. */
	addressesRead?: readonly string[];
	/** Ids of groups that everybody is in, where their names do not tell. */
	everyoneGroups?: ReadonlyArray<string | number>;
}

export const ACTIONS = [
	'create',
	'addMembership',
	'reopen',
	'update',
	'close',
	'unchanged',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What a plan may not touch, and what it makes of users who are not on the roster. */
export interface RosterSettings {
	notOnRoster: 'report' | 'close' | 'ignore';
	protectedEmails?: readonly string[];
	/** A domain protects those below it too. */
	protectedDomains?: readonly string[];
	protectedAccounts?: readonly string[];
	/** The user whom the credential signs in as. */
	ownUserId?: string;
	/** What cannot be done with this connection, and why. */
	impossible?: Partial<Record<Action, string>>;
	/** The domains that the organization has claimed; left out where they are not known. */
	claimedDomains?: readonly string[];
	/** Whether users whom SCIM manages are changed like others; by default they are left to it. */
	changesScimManaged?: boolean;
}

/** A difference between the roster and Docusign in one account. */
export type Change = {
	action: Action;
	email: string;
	/** Left out where the user is not there yet. */
	user_id?: string;
	account_id: string;
	account_name?: string;
	/** The fields that the change is about, as they are; those that Docusign does not show are left out. */
	before: JsonObject;
	after: JsonObject;
	reason: string;
	/** Whether there is a change that takes this one back. */
	reversible: boolean;
	/** What stays although it is taken back, or why it cannot be. */
	not_undone?: string;
	/** Set where the user or the account is protected from being closed. */
	protected?: true;
	/** Why it will not be done. */
	blocked?: string;
};

/** How many changes there are of each kind that can be done, how many cannot, and of how many. */
export type PlanCounts = Record<Action, number> & {
	blocked: number;
	/** Open memberships in the accounts in scope, of which the closures are a share. */
	members: number;
};

/** A change of a plan. */
export type PlanItem = Change & {
	/** A digest of all changes of the plan and its counts. */
	plan_id: string;
	plan_counts: PlanCounts;
	/** A digest of this change and the plan's id and counts: it tells a change that was edited. */
	change_id: string;
};

export type UserStatus = 'active' | 'created' | 'closed';

export type MembershipStatus =
	'activation_required' | 'activation_sent' | 'active' | 'closed' | 'disabled';

export type FederatedStatus = 'RemoveStatus' | 'FedAuthRequired' | 'FedAuthBypass' | 'Evicted';

export type GroupType = 'admin_group' | 'everyone_group' | 'custom_group';

export interface PermissionProfile {
	id: number;
	name: string;
	/** Who holds it administers the account. */
	admin: boolean;
}

export interface Group {
	id: number;
	name: string;
	type: GroupType;
}

export type DomainStatus = 'unknown' | 'pending' | 'active' | 'deactivated' | 'rejected';

export interface Domain {
	id: string;
	hostName: string;
	status: DomainStatus;
}

export interface IdentityProvider {
	id: string;
	friendlyName: string;
	type: 'saml_20';
	issuer: string;
}

export interface Organization {
	id: string;
	name: string;
	description: string;
	defaultAccountId: string;
	createdAt: number;
	/** Users who administer the organization. */
	adminIds: Set<string>;
	accountIds: string[];
	domains: Domain[];
	identityProviders: IdentityProvider[];
}

export interface DsGroup {
	id: string;
	groupId: string;
	name: string;
	description: string;
	modifiedAt: number;
	memberIds: Set<string>;
}

export interface Account {
	id: string;
	name: string;
	organizationId: string;
	externalId: number;
	siteId: number;
	permissionProfiles: PermissionProfile[];
	defaultPermissionProfileId: number;
	groups: Group[];
	dsGroups: Map<string, DsGroup>;
}

/** A group of SCIM's: of the organization, beside the accounts' own. */
export interface ScimGroup {
	id: string;
	organizationId: string;
	displayName: string;
	externalId?: string;
	memberIds: Set<string>;
	createdAt: number;
	modifiedAt: number;
}

/** Times are epoch milliseconds. Change users through `SandboxState`, which keeps its indexes. */
export interface User {
	readonly id: string;
	readonly organizationId: string;
	/** Order of creation, what cursors point at. */
	readonly sequence: number;
	readonly createdAt: number;
	siteId: number;
	userName: string;
	firstName: string;
	lastName: string;
	readonly email: string;
	status: UserStatus;
	modifiedAt: number;
	closedAt?: number;
	defaultAccountId: string;
	languageCulture: string;
	federatedStatus?: FederatedStatus;
	isManagedByScim: boolean;
	externalId?: string;
	/** What SCIM was told of the user and nobody else knows: nick name, telephone, department … */
	scim?: Record<string, unknown>;
	/** Identity-provider links: provider id → immutable id. */
	identities: Map<string, string>;
	redacted?: boolean;
}

export interface Membership {
	readonly id: string;
	readonly userId: string;
	readonly accountId: string;
	readonly sequence: number;
	readonly createdAt: number;
	status: MembershipStatus;
	closedAt?: number;
	permissionProfileId: number;
	/** Without the account's Everyone group, to which each member belongs anyway. */
	groupIds: number[];
	jobTitle?: string;
	companyName?: string;
	/** How often its activation was sent again. */
	sentAgain?: number;
	/** Product id → permission profile id, for products beside eSignature. */
	products?: Map<string, string>;
}

export interface NewUser {
	organizationId: string;
	email: string;
	userName: string;
	firstName?: string;
	lastName?: string;
	defaultAccountId: string;
	siteId: number;
	languageCulture?: string;
	federatedStatus?: FederatedStatus;
	status?: UserStatus;
	isManagedByScim?: boolean;
	createdAt?: number;
	id?: string;
}

export interface NewMembership {
	userId: string;
	accountId: string;
	status: MembershipStatus;
	permissionProfileId?: number;
	groupIds?: number[];
	jobTitle?: string;
	companyName?: string;
	createdAt?: number;
}

import type { Clock } from '../clock';
import type { AccountWork } from './accountWorks';
import type { ConnectState } from './connectState';
import { guidOf, type RecordKind } from './ids';
import { Indexes, type Member } from './indexes';
import type {
	Account,
	Membership,
	NewMembership,
	NewUser,
	Organization,
	ScimGroup,
	User,
	UserStatus,
} from './model';
import { OAuthState } from './oauthState';
import { JobState } from './jobs';

type Changeable<T, K extends keyof T> = Partial<Omit<T, K>>;
export type UserChanges = Changeable<
	User,
	'id' | 'organizationId' | 'sequence' | 'createdAt' | 'identities'
>;
export type MembershipChanges = Changeable<
	Membership,
	'id' | 'userId' | 'accountId' | 'sequence' | 'createdAt'
>;

const lower = (text: string): string => text.toLowerCase();

export const domainOf = (email: string): string => lower(email.slice(email.lastIndexOf('@') + 1));

/**
 * Everything the sandbox knows, without HTTP and without the API's rules. Tests read and change it
 * directly: fields of accounts and organizations at will, users and memberships through the methods
 * here, which keep the indexes and the time of the last change.
 */
export class SandboxState {
	readonly organizations = new Map<string, Organization>();
	readonly accounts = new Map<string, Account>();
	readonly users = new Map<string, User>();
	readonly memberships = new Map<string, Membership>();
	readonly oauth: OAuthState;
	readonly jobs = new JobState();
	/** Static bearer tokens of SCIM, each for one organization. */
	readonly scimTokens = new Map<string, string>();
	readonly scimGroups = new Map<string, ScimGroup>();
	readonly accountWorks = new Map<string, AccountWork>();
	/** By organization. */
	readonly connect = new Map<string, ConnectState>();

	private readonly indexes = new Indexes();
	private readonly counters = new Map<RecordKind, number>();
	private sequence = 0;

	constructor(readonly clock: Clock) {
		this.oauth = new OAuthState(clock);
	}

	/** The next free GUID of a kind. */
	nextId(kind: RecordKind): string {
		const n = (this.counters.get(kind) ?? 0) + 1;
		this.counters.set(kind, n);
		return guidOf(kind, n);
	}

	/** Users of an organization in the order of their creation. */
	usersOf(organizationId: string): readonly User[] {
		return this.indexes.byOrganization(organizationId);
	}

	/** Members of an account in the order they came, those whose membership is closed included. */
	rosterOf(accountId: string): readonly Member[] {
		return this.indexes.byAccount(accountId);
	}

	/** Memberships of an account in the order of their creation, closed ones included. */
	membersOf(accountId: string): readonly Membership[] {
		return this.rosterOf(accountId).map(({ membership }) => membership);
	}

	/** Memberships of a user, closed ones included. */
	membershipsOf(userId: string): readonly Membership[] {
		return this.indexes.byUser(userId);
	}

	membershipIn(userId: string, accountId: string): Membership | undefined {
		return this.membershipsOf(userId).find((membership) => membership.accountId === accountId);
	}

	/** Every user with this address: several may share one. */
	usersByEmail(organizationId: string, email: string): User[] {
		return this.indexes
			.byAddress(email)
			.filter((user) => user.organizationId === organizationId)
			.sort((a, b) => a.sequence - b.sequence);
	}

	/** The user with this pair of user name and address, which is unique in an organization. */
	userByPair(organizationId: string, userName: string, email: string): User | undefined {
		return this.usersByEmail(organizationId, email).find(
			(user) => lower(user.userName) === lower(userName),
		);
	}

	/** Whether a membership is in an account of another organization than the user's. */
	isExternal({ userId, accountId }: Membership): boolean {
		const { organizationId } = this.requireAccount(accountId);
		return organizationId !== this.requireUser(userId).organizationId;
	}

	/** The memberships that the user's own organization has a say in. */
	ownMembershipsOf(userId: string): Membership[] {
		return this.membershipsOf(userId).filter((membership) => !this.isExternal(membership));
	}

	/** The site an account lies on, which is where its first members lie, too. */
	siteOf(accountId: string): number {
		return this.requireAccount(accountId).siteId;
	}

	/** The domain an organization has claimed for this address, whatever its status. */
	domainFor(organizationId: string, email: string) {
		const host = domainOf(email);
		return this.organizations
			.get(organizationId)
			?.domains.find((domain) => lower(domain.hostName) === host);
	}

	isClaimed(organizationId: string, email: string): boolean {
		return this.domainFor(organizationId, email)?.status === 'active';
	}

	addOrganization(organization: Organization): void {
		this.organizations.set(organization.id, organization);
	}

	addAccount(account: Account): void {
		this.accounts.set(account.id, account);
		this.organizations.get(account.organizationId)?.accountIds.push(account.id);
	}

	addUser(fields: NewUser): User {
		const now = fields.createdAt ?? this.clock.now();
		const user: User = {
			id: fields.id ?? this.nextId('user'),
			organizationId: fields.organizationId,
			sequence: ++this.sequence,
			createdAt: now,
			siteId: fields.siteId,
			userName: fields.userName,
			firstName: fields.firstName ?? '',
			lastName: fields.lastName ?? '',
			email: fields.email,
			status: fields.status ?? 'created',
			modifiedAt: now,
			defaultAccountId: fields.defaultAccountId,
			languageCulture: fields.languageCulture ?? 'en',
			federatedStatus: fields.federatedStatus,
			isManagedByScim: fields.isManagedByScim ?? false,
			identities: new Map(),
		};
		this.users.set(user.id, user);
		this.indexes.addUser(user);
		return user;
	}

	updateUser(id: string, changes: UserChanges): User {
		const user = this.requireUser(id);
		if (changes.email !== undefined) this.indexes.removeAddress(user);
		Object.assign(user, { modifiedAt: this.clock.now() }, changes);
		if (changes.email !== undefined) this.indexes.addAddress(user);
		return user;
	}

	/** Takes a user out altogether, as if it had never been: for lists that drift between pages. */
	removeUser(id: string): void {
		const user = this.requireUser(id);
		for (const membership of [...this.membershipsOf(id)]) {
			this.memberships.delete(membership.id);
			this.indexes.removeMembership(membership);
		}
		this.users.delete(id);
		this.indexes.removeUser(user);
	}

	addMembership(fields: NewMembership): Membership {
		const account = this.requireAccount(fields.accountId);
		const now = fields.createdAt ?? this.clock.now();
		const membership: Membership = {
			id: this.nextId('membership'),
			userId: fields.userId,
			accountId: account.id,
			sequence: ++this.sequence,
			createdAt: now,
			status: fields.status,
			permissionProfileId: fields.permissionProfileId ?? account.defaultPermissionProfileId,
			groupIds: fields.groupIds ?? [],
			jobTitle: fields.jobTitle,
			companyName: fields.companyName,
		};
		this.memberships.set(membership.id, membership);
		const user = this.requireUser(fields.userId);
		this.indexes.addMembership(user, membership);
		user.modifiedAt = Math.max(user.modifiedAt, now);
		return membership;
	}

	updateMembership(id: string, changes: MembershipChanges): Membership {
		const membership = this.memberships.get(id);
		if (!membership) throw new Error(`No membership ${id}`);
		Object.assign(membership, changes);
		this.requireUser(membership.userId).modifiedAt = this.clock.now();
		return membership;
	}

	/** Sets a user's status from its memberships: closed everywhere, active anywhere, else created. */
	settleStatus(userId: string): UserStatus {
		const open = this.membershipsOf(userId).filter(({ status }) => status !== 'closed');
		const active = open.some(({ status }) => status === 'active');
		const status = open.length === 0 ? 'closed' : active ? 'active' : 'created';
		const user = this.requireUser(userId);
		if (user.status !== status) {
			const closedAt = status === 'closed' ? this.clock.now() : undefined;
			this.updateUser(userId, { status, closedAt });
		}
		return status;
	}

	private requireUser(id: string): User {
		const user = this.users.get(id);
		if (!user) throw new Error(`No user ${id}`);
		return user;
	}

	private requireAccount(id: string): Account {
		const account = this.accounts.get(id);
		if (!account) throw new Error(`No account ${id}`);
		return account;
	}
}

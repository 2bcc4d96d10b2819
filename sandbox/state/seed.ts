import { type Clock, createClock } from '../clock';
import { guidOf } from './ids';
import type { Domain, DomainStatus, Group, UserStatus } from './model';
import { SandboxState } from './state';
import { addSeedAccount } from './seedAccount';
import { MINUTE } from './time';

/** How much deterministic data a sandbox starts with. */
export interface SeedOptions {
	/** Users of the first organization, the administrator included; up to 100,000 and beyond. */
	users: number;
	/** Accounts of the first organization; users are spread over them. */
	accounts: number;
	/** Every n-th user is in a second account; 1 puts everybody in two. */
	twoAccountsEvery: number;
	/** Organizations; those after the first have one account and one user. */
	organizations: number;
	/** Domains the first organization has claimed, host name → status. */
	domains: Record<string, DomainStatus>;
	/** Domain of the users' addresses. */
	emailDomain: string;
	/** Whether some users are closed, invited, federated or in groups. Off: everybody is active. */
	variety: boolean;
	/** When the organization was founded, epoch milliseconds; users follow a minute apart. */
	since: number;
}

export const defaultSeed: SeedOptions = {
	users: 40,
	accounts: 2,
	twoAccountsEvery: 10,
	organizations: 1,
	domains: { 'example.com': 'active', 'pending.example.com': 'pending' },
	emailDomain: 'example.com',
	variety: true,
	since: Date.UTC(2024, 0, 2, 8, 0, 0, 123),
};

/** The status of the n-th seeded user: mostly active, some invited, some gone. */
function seededStatus(n: number, variety: boolean): UserStatus {
	if (!variety || n === 1) return 'active';
	if (n % 50 === 7) return 'closed';
	return n % 50 === 13 ? 'created' : 'active';
}

/** The custom groups of the n-th seeded user: in every account some have none, one and two. */
function seededGroups(groups: readonly Group[], n: number, variety: boolean): number[] {
	const custom = groups.filter(({ type }) => type === 'custom_group');
	return custom.slice(0, variety ? Math.floor(n / 4) % 3 : 0).map(({ id }) => id);
}

function seedDomains(domains: SeedOptions['domains'], organization: number): Domain[] {
	return Object.entries(domains).map(([hostName, status], index) => ({
		id: guidOf('domain', organization * 100 + index + 1),
		hostName,
		status,
	}));
}

function addOrganization(state: SandboxState, n: number, seed: SeedOptions): string {
	const id = state.nextId('organization');
	state.addOrganization({
		id,
		name: n === 1 ? 'Example Organization' : `Example Organization ${n}`,
		description: 'Made up for tests and demonstrations',
		defaultAccountId: '',
		createdAt: seed.since,
		adminIds: new Set(),
		accountIds: [],
		domains:
			n === 1
				? seedDomains(seed.domains, n)
				: seedDomains({ [`org${n}.example.com`]: 'active' }, n),
		identityProviders: [
			{
				id: state.nextId('identityProvider'),
				friendlyName: 'Example Identity Provider',
				type: 'saml_20',
				issuer: 'https://idp.example.com/saml',
			},
		],
	});
	return id;
}

interface Place {
	organizationId: string;
	accountIds: string[];
	host: string;
}

function addUser(state: SandboxState, n: number, place: Place, seed: SeedOptions): string {
	const { accountIds } = place;
	const number = String(n).padStart(6, '0');
	const status = seededStatus(n, seed.variety);
	const createdAt = seed.since + n * MINUTE;
	const home = accountIds[(n - 1) % accountIds.length];
	const user = state.addUser({
		organizationId: place.organizationId,
		email: `user${number}@${place.host}`,
		userName: `User ${number}`,
		firstName: 'User',
		lastName: number,
		defaultAccountId: home,
		siteId: state.siteOf(home),
		status,
		createdAt,
		federatedStatus: seed.variety && n % 50 === 21 ? 'FedAuthRequired' : undefined,
		isManagedByScim: seed.variety && n % 50 === 29,
	});
	if (status === 'closed')
		state.updateUser(user.id, { closedAt: createdAt + MINUTE, modifiedAt: createdAt + MINUTE });
	const second = n % seed.twoAccountsEvery === 0 ? accountIds[n % accountIds.length] : home;
	for (const accountId of new Set([home, second])) {
		const { permissionProfiles: profiles = [], groups = [] } = state.accounts.get(accountId) ?? {};
		const membership = state.addMembership({
			userId: user.id,
			accountId,
			status: status === 'created' ? 'activation_sent' : status,
			permissionProfileId: n === 1 ? profiles[0].id : profiles[n % 5 === 0 ? 2 : 1].id,
			groupIds: seededGroups(groups, n, seed.variety),
			createdAt,
		});
		if (status === 'closed') membership.closedAt = createdAt + MINUTE;
	}
	return user.id;
}

/** Deterministic data: the same options give the same ids, names and times. */
export function createSeed(
	options: Partial<SeedOptions>,
	clock: Clock = createClock(),
): SandboxState {
	const seed = { ...defaultSeed, ...options };
	const state = new SandboxState(clock);
	let number = 0;
	for (let n = 1; n <= seed.organizations; n++) {
		const organizationId = addOrganization(state, n, seed);
		const organization = state.organizations.get(organizationId);
		if (!organization) throw new Error('The organization just added is gone');
		const accountIds = Array.from({ length: n === 1 ? seed.accounts : 1 }, () =>
			addSeedAccount(state, organizationId),
		);
		organization.defaultAccountId = accountIds[0];
		const host = n === 1 ? seed.emailDomain : `org${n}.example.com`;
		const users = n === 1 ? seed.users : 1;
		for (let i = 1; i <= users; i++) {
			const userId = addUser(state, ++number, { organizationId, accountIds, host }, seed);
			if (i === 1) {
				organization.adminIds.add(userId);
				// The administrator sees to every account, and someone must be left when others go.
				for (const accountId of accountIds.slice(1)) {
					if (!state.membershipIn(userId, accountId)) {
						state.addMembership({
							userId,
							accountId,
							status: 'active',
							permissionProfileId: state.accounts.get(accountId)?.permissionProfiles[0].id,
							createdAt: seed.since + MINUTE,
						});
					}
				}
			}
		}
	}
	return state;
}

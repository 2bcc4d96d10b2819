import type { FederatedStatus, Membership, User } from './model';
import type { SandboxState } from './state';

/** A rule of Docusign's that a request broke: `code` in Docusign's words, `text` for people. */
export class RuleBroken extends Error {
	override readonly name = 'RuleBroken';

	constructor(
		readonly code: string,
		readonly text: string,
	) {
		super(`${code}: ${text}`);
	}
}

/** Runs `work`; returns the rule it broke, if it broke one. */
export function brokenRule(work: () => void): RuleBroken | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		if (error instanceof RuleBroken) return error;
		// Anything else is a flaw of the sandbox, and the pipeline reports it as such.
		return raise(error);
	}
}

function raise(error: unknown): never {
	throw error;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const languages = new Set('zh_CN zh_TW nl en fr de it ja ko pt pt_BR ru es'.split(' '));
const federatedStatuses = new Set(['RemoveStatus', 'FedAuthRequired', 'FedAuthBypass', 'Evicted']);

export function checkEmail(email: string): string {
	if (!EMAIL.test(email)) throw new RuleBroken('invalid_email', 'The e-mail address is not valid.');
	return email;
}

export function checkLanguage(culture: string | undefined): string | undefined {
	if (culture !== undefined && !languages.has(culture)) {
		throw new RuleBroken('invalid_language_culture', 'The language culture is not supported.');
	}
	return culture;
}

export function checkFederated(status: string | undefined): FederatedStatus | undefined {
	if (status === undefined) return undefined;
	if (!federatedStatuses.has(status)) {
		throw new RuleBroken('invalid_federated_status', 'The federated status is not known.');
	}
	return status as FederatedStatus;
}

/** An address on a domain that another organization has claimed cannot be added here. */
export function checkForeignDomain(
	state: SandboxState,
	organizationId: string,
	email: string,
): void {
	for (const other of state.organizations.keys()) {
		if (other !== organizationId && state.isClaimed(other, email)) {
			throw new RuleBroken(
				'email_domain_is_reserved',
				'The e-mail address is part of a domain that another organization has reserved.',
			);
		}
	}
}

export function checkPair(
	state: SandboxState,
	organizationId: string,
	userName: string,
	email: string,
	self?: User,
): void {
	const taken = state.userByPair(organizationId, userName, email);
	if (taken && taken !== self) {
		throw new RuleBroken(
			'useremail_username_combination_exists',
			'A user with this user name and e-mail address exists already.',
		);
	}
}

/** A new address has to be on a domain the organization manages. */
export function checkManagedDomain(state: SandboxState, user: User, email: string): void {
	if (!state.isClaimed(user.organizationId, checkEmail(email))) {
		throw new RuleBroken(
			'email_domain_not_managed',
			'The e-mail address is not on a domain that the organization manages.',
		);
	}
}

/** An organization reads of memberships in accounts of others, and has no say in them. */
export function checkOwn(state: SandboxState, membership: Membership): void {
	if (state.isExternal(membership)) {
		throw new RuleBroken('account_is_external', 'The account is not part of the organization.');
	}
}

/** Whether this is the only active administrator left in its account. */
export function isLastAdmin(state: SandboxState, membership: Membership): boolean {
	const profiles = state.accounts.get(membership.accountId)?.permissionProfiles ?? [];
	const adminProfiles = new Set(profiles.filter(({ admin }) => admin).map(({ id }) => id));
	if (membership.status !== 'active' || !adminProfiles.has(membership.permissionProfileId)) {
		return false;
	}
	return !state
		.membersOf(membership.accountId)
		.some(
			(other) =>
				other !== membership &&
				other.status === 'active' &&
				adminProfiles.has(other.permissionProfileId),
		);
}

/**
 * Whoever administers the organization is not closed through the API. Docusign's code for that is not
 * known: of those that are published, this one says least. For the caller's own membership and that
 * of an account's last administrator there are codes, and `closeMembership` knows them.
 */
export function checkNoOrganizationAdmin(
	state: SandboxState,
	membership: Membership,
	callerId: string | undefined,
): void {
	const { userId, status } = membership;
	const { organizationId = '' } = state.users.get(userId) ?? {};
	const administers = state.organizations.get(organizationId)?.adminIds.has(userId);
	if (!administers || status === 'closed' || userId === callerId) return;
	if (isLastAdmin(state, membership)) return;
	throw new RuleBroken(
		'unspecified_error',
		'An administrator of the organization cannot be closed through the API.',
	);
}

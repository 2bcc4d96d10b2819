import type { FederatedStatus, MembershipStatus, UserStatus } from '../state/model';

/** The cursor contract's spelling of what the published one spells otherwise. */

const statuses = { active: 'Active', created: 'Created', closed: 'Closed' } as const;

export const statusName = (status: UserStatus) => statuses[status];

const membershipStatuses = {
	active: 'Active',
	closed: 'Closed',
	disabled: 'Closed',
	activation_required: 'Created',
	activation_sent: 'Created',
} as const;

export const membershipStatusName = (status: MembershipStatus) => membershipStatuses[status];

export const federatedName = (status: FederatedStatus | undefined) =>
	status === 'FedAuthRequired' ? 'Federated' : 'NotFederated';

/** What a wish for this status stands for; undefined where nothing is to be set. */
export function federatedStatus(name: string | undefined): FederatedStatus | undefined {
	if (name === 'Federated') return 'FedAuthRequired';
	return name === 'RemoveFederation' ? 'RemoveStatus' : undefined;
}

/** `pt_BR` → `pt-BR`; `en` → `en-US`, the one code that the contract shows with a country. */
export const cultureName = (culture: string): string =>
	culture === 'en' ? 'en-US' : culture.replace('_', '-');

export const culture = (name: string | undefined): string | undefined =>
	name === undefined ? undefined : name === 'en-US' ? 'en' : name.replace('-', '_');

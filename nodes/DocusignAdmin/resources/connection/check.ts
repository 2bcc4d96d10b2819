import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { optionalAccountId as optionalId } from '../../parameters';
import type { Operation, Resource } from '../../operation';
import { probeAll } from '../../connectionCheck/probeAll';
import { wholeRow } from '../../connectionCheck/checkResult';
import { reportOf } from '../../connectionCheck/report';
import { ifThere, USERS_OF_ACCOUNT } from '../../helpers/userCalls';

/** @param resources those that are looked through */
export const checkOf = (resources: readonly Resource[]): Operation => ({
	name: 'Check',
	value: 'check',
	action: 'Check connection',
	description:
		'Report what works with this credential and what does not, and why: sign-in, organizations, rights, scopes, domains, limits. Changes nothing.',
	calls: [
		'getOrganizations',
		'getAccounts',
		USERS_OF_ACCOUNT,
		'getUserDSProfile',
		ifThere('getUserProfiles'),
		'getPermissions',
		ifThere('getGroups'),
		ifThere('getDSGroups'),
		ifThere('getReservedDomains'),
		ifThere('getIdentityProviders'),
		ifThere('getBulkUserImportRequests'),
	],
	names: { needsNoOrganization: true },
	fields: [
		organizationLocator({
			required: false,
			description:
				'The organization to check. Left empty: the first one that the user administers. An application token needs it.',
		}),
		accountLocator({
			required: false,
			whenEmpty: 'First account',
			description:
				"The account to check permission profiles and groups in. Left empty: the organization's first one.",
		}),
		readOptions(),
	],
	work: {
		kind: 'read',
		async read(item) {
			const found = await probeAll(item.client, {
				organizationId: optionalId(item.parameter('organizationId'), 'Organization'),
				accountId: optionalId(item.parameter('accountId')),
			});
			return reportOf(found, resources).map(wholeRow);
		},
	},
});

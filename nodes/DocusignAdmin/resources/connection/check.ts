import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../parameters';
import type { ItemRun, Operation, Resource } from '../../operation';
import { defined } from '../../api/contract/values';
import { probeAll } from '../../connectionCheck/probeAll';
import { reportOf } from '../../connectionCheck/report';
import { ifThere, USERS_OF_ACCOUNT } from '../../helpers/userCalls';

const isGiven = (run: ItemRun, name: string) => {
	const value = run.parameter(name);
	return value !== undefined && value !== null && String(value).trim() !== '';
};

/** @param resources those that are looked through */
export const checkOf = (resources: readonly Resource[]): Operation => ({
	name: 'Check',
	value: 'check',
	action: 'Check the connection',
	description:
		'Report what works with this credential and what does not, and why: sign-in, organizations, rights, scopes, domains, limits. Changes nothing.',
	calls: [
		'getOrganizations',
		'getAccounts',
		USERS_OF_ACCOUNT,
		'getPermissions',
		ifThere('getGroups'),
		ifThere('getReservedDomains'),
	],
	fields: [
		organizationLocator({
			required: false,
			description:
				'The organization to check. Left empty: the first one that the user administers. An application token needs it.',
		}),
		accountLocator({
			required: false,
			description:
				"The account to check permission profiles and groups in. Left empty: the organization's first one.",
		}),
		readOptions,
	],
	work: {
		kind: 'read',
		async read(run) {
			const found = await probeAll(run.session, {
				organizationId: isGiven(run, 'organizationId') ? organizationIdOf(run) : undefined,
				accountId: isGiven(run, 'accountId') ? accountIdOf(run) : undefined,
			});
			return reportOf(found, resources).map((row) => defined({ ...row }));
		},
	},
});

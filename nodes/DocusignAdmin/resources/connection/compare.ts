import { defined } from '../../../shared/json';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { optionalAccountId as optionalId } from '../../parameters';
import type { Operation } from '../../operation';
import type { DeclaredCall } from '../../calls';
import type { OperationId } from '../../api/contract';
import { cursorLacks } from '../../api/contract/cursorFilters';
import { comparisonOf } from '../../connectionCheck/compare/compare';
import { samplesOf } from '../../connectionCheck/compare/samples';

const READS: readonly OperationId[] = [
	'getOrganizations',
	'getUsers',
	'getUserDSProfile',
	'getUserProfiles',
	'getPermissions',
	'getGroups',
	'getDSGroups',
	'getProductPermissionProfiles',
	'getReservedDomains',
	'getIdentityProviders',
	'getBulkUserImportRequests',
	'getUserListExports',
];

/** Only the published contract has a description to compare with. */
const calls = READS.map((api): DeclaredCall => ({ api, on: ({ name }) => name === 'openApi' }));

export const compare: Operation = {
	name: 'Compare with Published API',
	value: 'compare',
	action: 'Compare connection with published API',
	description:
		"Compare Docusign's answers with the API description and with what this package assumes. Reports names and types of fields, nobody's data, ready to be pasted into an issue. Changes and creates nothing.",
	calls,
	names: { needsNoOrganization: true },
	fields: [
		organizationLocator({
			required: false,
			description:
				'The organization to read. Left empty: the first one that the user administers. An application token needs it.',
		}),
		accountLocator({
			required: false,
			whenEmpty: 'First account',
			description: "The account to read. Left empty: the organization's first one.",
		}),
		readOptions(),
	],
	work: {
		kind: 'read',
		async read(item) {
			const { client } = item;
			if (client.contract.name !== 'openApi') {
				throw cursorLacks(
					'compare answers with the published API',
					'Choose the published API in the credential.',
				);
			}
			const samples = await samplesOf(client, {
				organizationId: optionalId(item.parameter('organizationId'), 'Organization'),
				accountId: optionalId(item.parameter('accountId')),
			});
			return comparisonOf(samples).map((row) => defined({ ...row }));
		},
	},
};

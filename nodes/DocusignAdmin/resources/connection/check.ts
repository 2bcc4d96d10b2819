import { defined } from '../../../shared/json';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../parameters';
import type { Item, Operation } from '../../operation';

import { reportOf } from './report';
import { takeSurvey } from './survey';

const isGiven = (item: Item, name: string) => {
	const value = item.parameter(name);
	return value !== undefined && value !== null && String(value).trim() !== '';
};

export const check: Operation = {
	name: 'Check',
	value: 'check',
	action: 'Check the connection',
	description:
		'Report what works with this credential and what does not, and why: sign-in, organizations, rights, scopes, domains, limits. Changes nothing.',
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
		async read(item) {
			const survey = await takeSurvey(item.client, {
				organizationId: isGiven(item, 'organizationId') ? organizationIdOf(item) : undefined,
				accountId: isGiven(item, 'accountId') ? accountIdOf(item) : undefined,
			});
			return reportOf(survey).map((row) => defined({ ...row }));
		},
	},
};

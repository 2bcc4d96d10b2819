import { defined } from '../../../shared/json';
import { accountLocator, organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { accountIdOf, organizationIdOf } from '../../parameters';
import type { ItemRun, Operation } from '../../operation';

import { reportOf } from './report';
import { takeSurvey } from './survey';

const isGiven = (run: ItemRun, name: string) => {
	const value = run.parameter(name);
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
		async read(run) {
			const survey = await takeSurvey(run.client, {
				organizationId: isGiven(run, 'organizationId') ? organizationIdOf(run) : undefined,
				accountId: isGiven(run, 'accountId') ? accountIdOf(run) : undefined,
			});
			return reportOf(survey).map((row) => defined({ ...row }));
		},
	},
};

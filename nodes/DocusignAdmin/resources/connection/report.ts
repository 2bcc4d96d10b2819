import type { CheckRow } from './row';
import { domainsRow } from './rows/domains';
import { budgetRow, clockRow } from './rows/limits';
import { accountRows, administratorRow, organizationsRow } from './rows/organizations';
import { resourceRows } from './rows/resources';
import { scopesRow, tokenRow, userRow } from './rows/token';
import type { Survey } from './survey';

/** All rows, from the token to what can be changed with it. */
export const reportOf = (survey: Survey): CheckRow[] => [
	tokenRow(survey),
	scopesRow(survey),
	userRow(survey),
	organizationsRow(survey),
	administratorRow(survey),
	...accountRows(survey),
	...resourceRows(survey),
	domainsRow(survey),
	budgetRow(survey),
	clockRow(survey),
];

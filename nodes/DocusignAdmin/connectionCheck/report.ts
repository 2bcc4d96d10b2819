import type { Resource } from '../operation';
import { skipped, type CheckResult, type CheckRow } from './checkResult';
import { signInFailure, type Findings } from './probeAll';
import { domains } from './rows/domains';
import { budget, clock } from './rows/limits';
import { accounts, administrator, organizations } from './rows/organizations';
import { dsgroups, dsprofile } from './rows/plans';
import { reading, writing } from './rows/resources';
import { scopes, token, user } from './rows/token';

/** All rows, from the token to what can be changed with it. */
export function reportOf(found: Findings, resources: readonly Resource[]): CheckRow[] {
	const isSignedIn = signInFailure(found) === undefined;
	const rows = (check: string, judge: (found: Findings) => CheckResult | CheckResult[]) => {
		const results = isSignedIn ? judge(found) : skipped('Not checked, because there is no token.');
		return [results].flat().map((result) => ({ check, ...result }));
	};
	return [
		{ check: 'token', ...token(found) },
		{ check: 'scopes', ...scopes(found) },
		...rows('user', user),
		...rows('organizations', organizations),
		...rows('administrator', administrator),
		...rows('accounts', accounts),
		...resources.flatMap(({ value, operations }) => {
			const reads = operations.filter(({ work }) => work.kind !== 'write');
			const writes = operations.filter(({ work }) => work.kind === 'write');
			return [
				...(reads.length > 0 ? rows(`${value}.read`, (each) => reading(each, reads)) : []),
				...(writes.length > 0 ? rows(`${value}.write`, (each) => writing(each, writes)) : []),
			];
		}),
		...rows('dsprofile', dsprofile),
		...rows('dsgroups', dsgroups),
		...rows('domains', domains),
		...rows('requestBudget', budget),
		...rows('clock', clock),
	];
}

import { contractOf, type OperationId } from '../../../../../nodes/DocusignAdmin/api/contract';
import { scopesOf } from '../../../../../nodes/DocusignAdmin/api/contract/types';
import {
	failureFromOutcome,
	type FailureContext,
} from '../../../../../nodes/DocusignAdmin/api/errors/refusals';
import type { Failed } from '../../../../../nodes/shared/errors/fromOutcome';
import { contextOf } from '../../../../../nodes/DocusignAdmin/api/errors/failures';
import {
	cursorOperation,
	publishedOperation,
	publishedOperations,
} from '../../../../../sandbox/spec';

/** As the transport words a refusal. */
const failed = (outcome: Failed, context: FailureContext) =>
	failureFromOutcome(outcome, { ...context, method: 'GET' });

const facts = { organizationId: 'o-1', accountId: 'a-1', user: { id: 'u-1' } };

const refusals = [
	{ kind: 'unauthorized', status: 401, text: {} },
	{ kind: 'unauthorized', status: 401, text: { error: 'AUTHORIZATION_INVALID_TOKEN' } },
	{ kind: 'forbidden', status: 403, text: {} },
	{ kind: 'forbidden', status: 403, text: { error: 'unauthorized', message: 'Not Authorized' } },
] as const;

const cases = (['openApi', 'cursor'] as const).flatMap((name) =>
	Object.entries(contractOf(name).rows).map(
		([id, row]) => [name, id, scopesOf(row, facts)] as const,
	),
);

describe.each(cases)('a refusal on the %s contract to %s', (name, id, scopes) => {
	const contract = contractOf(name);
	const scope = scopes.join(' and the scope ');
	const refused = (outcome: (typeof refusals)[number], scopes?: string[]) =>
		failed(outcome, contextOf(id as OperationId, facts, contract, scopes && (() => scopes)));

	it.each(refusals)(
		`names the scope where the token has it, as it may be a right: %j`,
		(outcome) => {
			const { code, message } = refused(outcome, ['signature', ...scopes]);
			// Some things are refused so for other reasons, which are the likelier ones.
			if (id === 'updateEmailAddress' || id === 'activateMembership') {
				expect(code).toMatch(/^DOCUSIGN_(?:EMAIL_DOMAIN_NOT_MANAGED|ACTIVATION_NOT_ALLOWED)$/);
				return;
			}
			expect(message).toContain(`which takes the scope ${scope}`);
			expect(['DOCUSIGN_TOKEN_REFUSED', 'DOCUSIGN_ACCESS_DENIED']).toContain(code);
		},
	);

	it.each(refusals)('is certain where the token lacks the scope: %j', (outcome) => {
		const { code, message, description } = refused(outcome, ['signature']);
		expect(code).toBe('DOCUSIGN_SCOPE_MISSING');
		expect(message).toContain(`lacks the scope ${scope} to `);
		expect(description).toMatch(/Add the scope to 'Scopes'.*consent/);
	});

	it('says nothing certain where the scopes are not known', () => {
		expect(refused(refusals[2]).code).not.toBe('DOCUSIGN_SCOPE_MISSING');
	});
});

describe('of several scopes', () => {
	const users = (accountId: string | undefined, scopes: string[]) =>
		failed(
			{ kind: 'forbidden', status: 403, text: {} },
			contextOf(
				'getUsers',
				{ organizationId: 'o-1', accountId },
				contractOf('cursor'),
				() => scopes,
			),
		).message;

	it('all that are missing are named, and no other', () => {
		expect(users('a-1', [])).toContain(
			'lacks the scope account_read and the scope user_read to list the users',
		);
		expect(users('a-1', ['user_read'])).toContain('lacks the scope account_read to list');
		expect(users(undefined, ['user_read'])).toContain('lacks the scope organization_read to list');
	});
});

describe('the scopes of a row', () => {
	const OPERATIONS: Partial<Record<OperationId, string>> = {
		getOrganizations: 'listOrganizations',
		getAccounts: 'listAccounts',
		getUsers: 'listOrganizationUsers',
		getUserDSProfile: 'getUser',
		updateEmailAddress: 'updateUser',
		closeMemberships: 'closeUsers',
		closeAllMemberships: 'closeUsers',
		getPermissions: 'listPermissionProfiles',
	};
	const { rows } = contractOf('cursor');

	it.each(Object.entries(rows).filter(([, { lacks }]) => lacks === undefined))(
		'are those of the cursor contract: %s',
		(id, row) => {
			const { scopes } = cursorOperation(OPERATIONS[id as OperationId] ?? id);
			expect(row.scopes).toEqual(scopes);
			if (id !== 'getUsers') return;
			expect(row.scopesInAccount).toEqual(cursorOperation('listAccountUsers').scopes);
		},
	);

	const published = Object.entries(contractOf('openApi').rows).filter(([id]) =>
		publishedOperations.some((operation) => operation.id === id),
	);
	it.each(published)('are those of the published API: %s', (id, row) => {
		expect(row.scopes).toEqual(publishedOperation(id).scopes);
	});
});

describe('lacking permissions, of which Docusign does not say which', () => {
	const refused = (text: { error: string; message?: string }, scopes: string[]) =>
		failed(
			{ kind: 'forbidden', status: 403, text },
			contextOf('getUsers', facts, contractOf('openApi'), () => scopes),
		).code;
	const USER = { error: 'USER_LACKS_PERMISSIONS', message: 'This user lacks permissions.' };
	const ACCOUNT = { error: 'ACCOUNT_LACKS_PERMISSIONS' };

	it.each([USER, ACCOUNT])('is about the scope that is certainly missing: %j', (text) => {
		expect(refused(text, ['signature'])).toBe('DOCUSIGN_SCOPE_MISSING');
	});

	it('is about the administrator else, where it is the user that lacks them', () => {
		expect(refused(USER, ['user_read'])).toBe('DOCUSIGN_NOT_ORGANIZATION_ADMIN');
		const message = 'The user is not an organization administrator';
		expect(refused({ ...USER, message }, ['signature'])).toBe('DOCUSIGN_NOT_ORGANIZATION_ADMIN');
	});

	it('is about the plan else, where it is the account that lacks them', () => {
		expect(refused(ACCOUNT, ['user_read'])).toBe('DOCUSIGN_PLAN_LACKS');
	});
});

it('believes Docusign where it says why', () => {
	const context = contextOf('getUsers', facts, contractOf('openApi'), () => []);
	const text = { error: 'NOT_ORG_ADMIN' };
	expect(failed({ kind: 'forbidden', status: 403, text }, context).code).toBe(
		'DOCUSIGN_NOT_ORGANIZATION_ADMIN',
	);
});

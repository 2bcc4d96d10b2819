import type { INodeProperties } from 'n8n-workflow';

import { contractOf, type OperationId } from '../../../nodes/DocusignAdmin/api/contract';
import { isOffered, scopesFor, usesOf, type Call } from '../../../nodes/DocusignAdmin/calls';
import { resources } from '../../../nodes/DocusignAdmin/resources';
import { startSandbox, type Sandbox } from '../../../sandbox';
import {
	matchCursor,
	matchPublished,
	validateCursorRequest,
	validateRequest,
} from '../../../sandbox/spec';
import { adminNode, adminRequests, CONTRACTS, type ContractName } from '../../support/admin';
import { fastWaits } from '../../support/fastTime';
import { wirePreparation, wireRuns, type Runs } from './wireRuns';

/**
 * Every operation, with every field it has, is run on both contracts for everything that it declares
 * to be used for. Each request that leaves must be one that the contract knows, to the last field and
 * type, and together they must be the calls that the operation declares, no more and no less.
 */

let sandbox: Sandbox;
beforeEach(async () => {
	fastWaits();
	sandbox = await startSandbox({ users: 30 });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const validate = { openApi: validateRequest, cursor: validateCursorRequest };
const match = { openApi: matchPublished, cursor: matchCursor };

/** Calls that go by another name on the wire, since the contract does several jobs with one. */
const ON_THE_WIRE: Record<ContractName, Partial<Record<OperationId, string>>> = {
	openApi: {
		getAccounts: 'getOrganizations',
		updateMembership: 'updateUser',
		inviteMember: 'updateUser',
		closeAllMemberships: 'closeMemberships',
	},
	cursor: {
		getOrganizations: 'listOrganizations',
		getAccounts: 'listAccounts',
		getUsers: 'listOrganizationUsers',
		getUserDSProfile: 'getUser',
		updateEmailAddress: 'updateUser',
		closeMemberships: 'closeUsers',
		closeAllMemberships: 'closeUsers',
		getPermissions: 'listPermissionProfiles',
	},
};

const wireName = (contract: ContractName, { api, inAccount }: Call): string =>
	contract === 'cursor' && api === 'getUsers' && inAccount
		? 'listAccountUsers'
		: (ON_THE_WIRE[contract][api] ?? api);

/** Fields that a contract has no word for, so that no request can show them. */
const wordless: Record<ContractName, string[]> = {
	openApi: [],
	cursor: ['accessCode', 'autoActivateMemberships', 'reservedDomainId'],
};

const operations = resources.flatMap(({ value: resource, operations: entries }) =>
	entries.map((operation) => ({ name: `${resource}.${operation.value}`, resource, operation })),
);

/** @throws where the table of runs has none */
function runsOf(contract: ContractName, name: string, use?: string) {
	const all = wireRuns(sandbox, contract)[name] as Runs | undefined;
	const runs = Array.isArray(all) || use === undefined ? all : all?.[use];
	if (runs !== undefined) return Array.isArray(runs) ? runs : Object.values(runs).flat();
	throw new Error(
		`Add parameters for '${name}'${use === undefined ? '' : `, with which it is used to ${use},`} to test/nodes/DocusignAdmin/wireRuns.ts.`,
	);
}

/** The names of the fields that a collection offers, those of its rows included. */
function leaves({ options = [] }: INodeProperties): string[] {
	return options.flatMap((option) => {
		if ('values' in option) return option.values.map(({ name }) => name);
		return 'type' in option && option.type === 'fixedCollection' ? leaves(option) : [option.name];
	});
}

/** The names that a value is given for, however deep. */
function given(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(given);
	if (value === null || typeof value !== 'object' || '__rl' in value) return [];
	return Object.entries(value).flatMap(([name, inside]) =>
		inside === undefined ? [] : [name, ...given(inside)],
	);
}

describe.each(CONTRACTS)('the runs on the %s wire', (contract) => {
	it.each(operations)('of $name give a value for every field', ({ name, operation }) => {
		const runs = runsOf(contract, name);
		const missing = operation.fields
			.filter(({ type }) => type === 'collection')
			.flatMap((field) => {
				const names = new Set(runs.flatMap((parameters) => given(parameters[field.name])));
				return leaves(field).filter((each) => !names.has(each));
			});
		expect(missing.filter((each) => !wordless[contract].includes(each))).toEqual([]);
	});
});

describe.each(CONTRACTS)('the %s wire', (contract) => {
	const wire = contractOf(contract);
	const uses = operations.flatMap(({ name, resource, operation }) =>
		usesOf(operation, wire).map((use) => ({ name, resource, operation, use, to: use.name })),
	);
	/** With the scopes of its calls and no others: what more would help must not be needed. */
	const run = async (resource: string, operation: string, parameters: object, scopes: string[]) =>
		await adminNode(sandbox, contract).run(
			{ resource, operation, ...parameters },
			{ credential: { requestedScopes: ['impersonation', ...scopes].join(' ') } },
		);

	it.each(uses.filter(({ use }) => isOffered(wire, use)))(
		'knows what $name sends to $to, and these are its calls',
		async ({ name, resource, operation, use }) => {
			wirePreparation[use.name]?.(sandbox);
			for (const parameters of runsOf(contract, name, use.name)) {
				await run(resource, operation.value, parameters, scopesFor(wire, use));
			}
			const sent = adminRequests(sandbox);
			for (const request of sent) {
				const problems = validate[contract](request);
				expect({ request, problems }).toEqual({ request, problems: [] });
				expect([200, 204, ...(/answer is lost/.test(use.name) ? [504] : [])]).toContain(
					request.status,
				);
			}
			const called = sent.map(({ method, path }) => match[contract](method, path)!.operation);
			expect(new Set(called.map(({ id }) => id))).toEqual(
				new Set(use.calls.map((call) => wireName(contract, call))),
			);
			expect(new Set(called.flatMap(({ scopes }) => scopes))).toEqual(
				new Set(scopesFor(wire, use)),
			);
		},
	);

	const lacking = uses.filter(({ use }) => !isOffered(wire, use));
	if (lacking.length === 0) return;
	it.each(lacking)(
		'has no way for $name to $to, which is said before any request',
		async ({ name, resource, operation, use }) => {
			for (const parameters of runsOf(contract, name, use.name)) {
				await expect(run(resource, operation.value, parameters, [])).rejects.toThrow(
					/has no way to/,
				);
			}
			expect(adminRequests(sandbox)).toHaveLength(0);
		},
	);
});

it('every run is of an operation and a use that there is', () => {
	const wires = CONTRACTS.map(contractOf);
	const unknown = Object.entries(wireRuns(sandbox, 'openApi')).flatMap(([name, runs]) => {
		const operation = operations.find((each) => each.name === name)?.operation;
		if (operation === undefined) return [name];
		const names = wires.flatMap((wire) => usesOf(operation, wire).map((use) => use.name));
		return Array.isArray(runs) ? [] : Object.keys(runs).filter((use) => !names.includes(use));
	});
	expect(unknown).toEqual([]);
});

it('every call that a contract has a row for is made by an operation', () => {
	const wire = contractOf('openApi');
	const called = operations
		.flatMap(({ operation }) => usesOf(operation, wire))
		.flatMap(({ calls }) => calls.map(({ api }) => api));
	expect([...new Set(called)].sort()).toEqual(Object.keys(wire.rows).sort());
});

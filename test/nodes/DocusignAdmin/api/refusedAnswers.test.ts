import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import type { ErrorShape } from '../../../../sandbox/http/errorShapes';
import type { TimeForm } from '../../../../sandbox/http/times';
import {
	adminNode,
	adminRequests,
	by,
	CONTRACTS,
	seeded,
	type ContractName,
} from '../../../support/admin';

/** Refusals as Docusign words them, from the wire to what the node says. */

let sandbox: Sandbox;

async function open(options: Partial<SandboxOptions> = {}) {
	sandbox = await startSandbox({ users: 20, accounts: 2, ...options });
}

afterEach(async () => await sandbox.close());

interface Told {
	message: string;
	description: string;
	context: { code?: string };
	httpCode?: string;
}

async function told(contract: ContractName, parameters: INodeParameters): Promise<Told> {
	const error: unknown = await adminNode(sandbox, contract)
		.run(parameters)
		.catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(Error);
	return error as Told;
}

const active = (n: number) =>
	[...sandbox.state.users.values()].filter(({ status }) => status === 'active')[n];

const organization = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });

const person = (n: number) => ({
	...organization(),
	userId: by('id', active(n).id),
	accountId: by('id', active(n).defaultAccountId),
	options: { scimManaged: 'ignore', maxWait: 0 },
});

const moving = (n: number, more = {}) => ({
	...person(n),
	resource: 'user',
	operation: 'update',
	updateFields: { email: 'moved@unclaimed.org', ...more },
});

const creating = () => ({
	...organization(),
	accountId: by('id', seeded(sandbox).account.id),
	resource: 'user',
	operation: 'create',
	email: 'new@example.com',
	firstName: 'New',
	lastName: 'User',
	options: { maxWait: 0 },
});

/** The next request that changes something is refused. */
const refuse = (status: number, code: string, message: string, shape?: ErrorShape) => {
	for (const method of ['POST', 'PUT', 'DELETE']) {
		sandbox.faults.add({
			match: { method, path: '/organizations', times: Infinity },
			do: { type: 'error', status, code, message, shape },
		});
	}
};

const SHAPES: ErrorShape[] = [
	'errorCode',
	'oauth',
	'problem',
	'userMessage',
	'modelState',
	'errors',
	'errorMessage',
];

describe.each(CONTRACTS)('a refusal on the %s contract', (contract) => {
	it.each(SHAPES)('is told with its words and its reference in the shape %s', async (shape) => {
		await open();
		refuse(400, 'name_too_long', 'The name is too long', shape);
		const { message, description } = await told(contract, {
			...person(3),
			resource: 'user',
			operation: 'update',
			updateFields: { firstName: 'A' },
		});
		expect(message).toContain('The name is too long');
		const withReference = ['oauth', 'problem', 'userMessage', 'errors', 'errorMessage'];
		expect(/Docusign's reference: [0-9a-f-]{36}/.test(description)).toBe(
			withReference.includes(shape),
		);
	});

	it.each([400, 401, 403])(
		'names what keeps an address from being changed, not the token alone (%i)',
		async (status) => {
			await open();
			refuse(status, 'unauthorized', 'Not Authorized', 'oauth');
			for (const more of [{}, { firstName: 'A' }]) {
				const { message, description, context } = await told(contract, moving(3, more));
				expect(context.code).toBe('DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED');
				expect(message).toMatch(/change the e-mail address of the user/);
				expect(description).toMatch(/claimed.*organization administrator.*closed/);
				expect(description).toContain('Connection > Check');
			}
		},
	);

	it('says so of an address on an unclaimed domain, as the server refuses it', async () => {
		await open({ unclaimedDomain: 'unauthorized' });
		const { context } = await told(contract, moving(3));
		expect(context.code).toBe('DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED');
	});

	it.each([
		['ACCOUNT_LACKS_PERMISSIONS', 403, 'DOCUSIGN_PLAN_LACKS'],
		['ACCOUNT_LACKS_PERMISSIONS', 400, 'DOCUSIGN_PLAN_LACKS'],
		['permissionset_change_not_allowed', 400, 'DOCUSIGN_PERMISSION_CHANGE_REFUSED'],
		['USER_LACKS_MEMBERSHIP', 400, 'DOCUSIGN_MEMBERSHIP_NOT_FOUND'],
		['USER_LIMIT_EXCEEDED', 400, 'DOCUSIGN_NO_SEATS_LEFT'],
		['ACCOUNT_USER_LIMIT_EXCEEDED', 400, 'DOCUSIGN_NO_SEATS_LEFT'],
		['unauthorized', 400, 'DOCUSIGN_ACCESS_DENIED'],
	])('is told as what it is: %s with %i', async (code, status, expected) => {
		await open();
		refuse(status, code, 'Not Authorized');
		const { context, message } = await told(contract, creating());
		expect(context.code).toBe(expected);
		expect(message).not.toMatch(/is not an administrator/);
		expect(adminRequests(sandbox).filter(({ method }) => method !== 'GET')).toHaveLength(1);
	});

	it('knows the sentence of a user who is there already', async () => {
		await open();
		refuse(400, 'INVALID', 'Username and email combination already exists.');
		expect((await told(contract, creating())).context.code).toBe('DOCUSIGN_USER_EXISTS');
	});

	it('is of the own user, where a list needs a membership', async () => {
		await open();
		sandbox.faults.add({
			match: { method: 'GET', path: '/accounts/', times: Infinity },
			do: { type: 'error', status: 400, code: 'USER_LACKS_MEMBERSHIP', message: 'No membership' },
		});
		const { context, description } = await told(contract, {
			...organization(),
			accountId: by('id', seeded(sandbox).account.id),
			resource: 'permissionProfile',
			operation: 'getAll',
			returnAll: true,
		});
		expect(context.code).toBe('DOCUSIGN_ACCESS_DENIED');
		expect(description).toContain('USER_LACKS_MEMBERSHIP');
	});
});

describe('activating a membership', () => {
	it.each([400, 401, 403])('names what keeps it from being activated (%i)', async (status) => {
		await open({ membershipIdInProfile: true });
		refuse(status, 'unauthorized', 'Not Authorized', 'oauth');
		const { message, description, context } = await told('openApi', {
			...person(3),
			resource: 'membership',
			operation: 'activate',
		});
		expect(context.code).toBe('DOCUSIGN_ACTIVATION_NOT_ALLOWED');
		expect(message).toMatch(/activate the membership of the user ".*" in the account "/);
		expect(description).toMatch(/claimed.*organization administrator.*closed/);
	});
});

describe('what a status of 200 hides', () => {
	const closing = (n: number) => ({ ...person(n), resource: 'membership', operation: 'close' });
	const closedInto = (account: string) => ({ closeRefusedIn: [account] });

	it.each(['object', 'text', 'code'] as const)(
		'is told on both contracts when error_details are given as %s',
		async (errorDetails) => {
			for (const contract of CONTRACTS) {
				await open({ errorDetails });
				const account = active(3).defaultAccountId;
				sandbox.configure(closedInto(account));
				const closed = await told(contract, closing(3));
				expect(closed.context.code).toMatch(/^DOCUSIGN_/);
				expect(closed.message).not.toContain('gave no reason');
				// The address belongs to no domain that is claimed: told on the item.
				const moved = await told(contract, moving(4));
				expect(moved.context.code).toMatch(/^DOCUSIGN_/);
				expect(moved.message).not.toContain('gave no reason');
				if (contract !== CONTRACTS.at(-1)) await sandbox.close();
			}
		},
	);

	it.each<[string, unknown, string]>([
		['text', 'The group is not there', 'The group is not there'],
		['a code', 'cannot_close_last_active_admin', 'last active administrator'],
		['a list', [{ error: 'x_y', error_description: 'One' }, 'Two'], 'One'],
		['a page of HTML', '<html><body>No</body></html>', 'gave no reason'],
		['true', true, 'gave no reason'],
	])('is told when error_details are %s', async (_, error_details, expected) => {
		await open();
		const [user] = [active(3)];
		sandbox.faults.add({
			match: { method: 'POST', path: '/users/profiles' },
			do: { type: 'respond', status: 200, body: { users: [{ id: user.id, error_details }] } },
		});
		const { message } = await told('openApi', {
			...person(3),
			resource: 'user',
			operation: 'update',
			updateFields: { firstName: 'A' },
		});
		expect(message).toContain(expected);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an empty text', ' '],
		['an empty object', {}],
		['an empty list', []],
		['false', false],
	])('is no failure when error_details are %s', async (_, error_details) => {
		await open();
		sandbox.faults.add({
			match: { method: 'POST', path: '/users/profiles' },
			do: { type: 'respond', status: 200, body: { users: [{ id: 'u', error_details }] } },
		});
		const [{ json }] = await adminNode(sandbox, 'openApi').run({
			...person(3),
			resource: 'user',
			operation: 'update',
			updateFields: { firstName: 'A' },
		});
		expect(json.id).toBe('u');
	});

	it.each<[string, IDataObject | string]>([
		['a code', 'username_language_changes_ignored_warning'],
		['an object', { error: 'x_warning', error_description: 'Some of it is ignored' }],
	])('is a warning where error_details warn, as %s', async (_, error_details) => {
		await open();
		sandbox.faults.add({
			match: { method: 'POST', path: '/users/profiles' },
			do: {
				type: 'respond',
				status: 200,
				body: { success: false, users: [{ id: 'u', error_details }] },
			},
		});
		const [{ json }] = await adminNode(sandbox, 'openApi').run({
			...person(3),
			resource: 'user',
			operation: 'update',
			updateFields: { firstName: 'A' },
		});
		expect(json.warnings).toEqual([expect.stringContaining('_warning')]);
	});
});

describe('the end of a limit', () => {
	const FORMS: TimeForm[] = [
		'epochSeconds',
		'epochMilliseconds',
		'secondsLeft',
		'isoDate',
		'httpDate',
	];
	const list = () => ({
		...organization(),
		resource: 'account',
		operation: 'getAll',
		returnAll: true,
		options: { maxWait: 0 },
	});
	/** The full hour after a time. */
	const hourAfter = (time: number) => (Math.floor(time / 3_600_000) + 1) * 3_600_000;
	const limited = async (more: () => void) => {
		const node = adminNode(sandbox, 'openApi');
		await node.run(list());
		more();
		const error: unknown = await node.run(list()).catch((reason: unknown) => reason);
		const { message, context } = error as Told;
		expect(context.code).toBe('DOCUSIGN_HOURLY_LIMIT');
		const named = /lifted at (.*) UTC/.exec(message)?.[1] ?? '';
		return Date.parse(`${named.replace(' ', 'T')}Z`);
	};

	it.each(FORMS)('is told by our clock when the header names it as %s', async (form) => {
		// Docusign's clock and ours need not agree; a Date header shows by how much.
		for (const aheadMs of [0, 1_200_000]) {
			await open();
			const at = await limited(() => {
				sandbox.clock.advance(aheadMs);
				sandbox.configure({ rateLimit: { hourly: 0, resetAs: form, retryAfterAs: form } });
			});
			const ours = hourAfter(Date.now() + aheadMs) - aheadMs;
			expect(Math.abs(at - ours)).toBeLessThan(6_000);
			if (aheadMs === 0) await sandbox.close();
		}
	});

	it.each(['2030-', '90 minutes', '3 of 4', 'soon', '90, 120'])(
		'is not read out of %j, which is no time',
		async (text) => {
			await open();
			const at = await limited(() =>
				sandbox.faults.add({
					match: { path: '/organizations' },
					do: {
						type: 'respond',
						status: 400,
						body: { errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED' },
						headers: { 'x-ratelimit-reset': text, 'retry-after': text },
					},
				}),
			);
			expect(at).toBe(hourAfter(Date.now()));
		},
	);
});

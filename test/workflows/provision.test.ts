import { startSandbox, type Sandbox } from '../../sandbox';
import { adminRequests, CONTRACTS } from '../support/admin';
import { readExample, runExample } from '../support/exampleWorkflow';

/** The example workflow for a new employee, in n8n's engine. */

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 10 })));
afterEach(async () => await sandbox.close());

const EMAIL = 'jane.doe@example.com';
const example = readExample('provision-a-new-employee');
const usersOf = (email: string) =>
	[...sandbox.state.users.values()].filter((user) => user.email === email);
const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');

describe.each(CONTRACTS)('provision, on the %s contract', (apiContract) => {
	it('gives the employee a user, and says so', async () => {
		const { error, output } = await runExample(example, sandbox, { apiContract });
		expect(error).toBeUndefined();
		expect(output('Result')).toMatchObject([
			{
				action: 'created',
				email: EMAIL,
				name: 'Jane Doe',
				permission_profile: 'DocuSign Sender',
			},
		]);
		expect(usersOf(EMAIL)).toHaveLength(1);
	});

	it('changes nothing when it is run again', async () => {
		await runExample(example, sandbox, { apiContract });
		const before = writes().length;
		const { error, output } = await runExample(example, sandbox, { apiContract });
		expect(error).toBeUndefined();
		expect(output('Result')).toMatchObject([{ action: 'unchanged', email: EMAIL }]);
		expect(writes()).toHaveLength(before);
		expect(usersOf(EMAIL)).toHaveLength(1);
	});

	it('creates nobody where a name is not there', async () => {
		const person = { email: EMAIL, firstName: 'Jane', lastName: 'Doe' };
		const { error } = await runExample(example, sandbox, {
			apiContract,
			instead: { 'New employee': [{ ...person, permissionProfile: 'Nonesuch' }] },
		});
		expect(error).toMatch(/Nonesuch/);
		expect(usersOf(EMAIL)).toEqual([]);
	});

	it('gives each of several what was meant for them', async () => {
		const people = [
			{ email: 'ada@example.com', lastName: 'Byron', permissionProfile: 'DocuSign Sender' },
			{ email: 'alan@example.com', lastName: 'Mathison', permissionProfile: 'DocuSign Viewer' },
		].map((person) => ({ firstName: 'New', ...person }));
		const { error, output } = await runExample(example, sandbox, {
			apiContract,
			instead: { 'New employee': people },
		});
		expect(error).toBeUndefined();
		expect(output('Result')).toMatchObject(
			people.map(({ email, permissionProfile }) => ({
				action: 'created',
				email,
				permission_profile: permissionProfile,
			})),
		);
		for (const { email, permissionProfile } of people) {
			const [{ id }] = usersOf(email);
			const [membership] = [...sandbox.state.memberships.values()].filter(
				({ userId }) => userId === id,
			);
			const profiles = sandbox.state.accounts.get(membership.accountId)?.permissionProfiles ?? [];
			const given = profiles.find(({ id: profile }) => profile === membership.permissionProfileId);
			expect(given?.name).toBe(permissionProfile);
		}
	});
});

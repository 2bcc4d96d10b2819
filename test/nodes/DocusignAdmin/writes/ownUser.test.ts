import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeParameters,
} from 'n8n-workflow';

import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { connect, oauth2Node, oauth2Type } from '../../../credentials/support/oauth2';
import { adminRequests, by, CONTRACTS, seeded } from '../../../support/admin';
import { runAllItems } from '../../../support/allItems';

/** A connection names no user: who must not be closed with it, only the host that issued its token knows. */

const USERINFO = '/oauth/userinfo';

describe.each(CONTRACTS)('a connection (Authorization Code Grant) on %s', (contract) => {
	let sandbox: Sandbox;
	let stored: ICredentialDataDecryptedObject;
	beforeEach(async () => {
		sandbox = await startSandbox({ users: 20, accounts: 2, variety: false });
		stored = await connect(sandbox, contract);
		execution = createEmptyRunExecutionData();
		sandbox.requests.length = 0;
	});
	afterEach(async () => await sandbox.close());

	const writes = () => adminRequests(sandbox).filter(({ method }) => method !== 'GET');
	const asked = () => sandbox.requests.filter(({ path }) => path === USERINFO);
	const users = () => [...sandbox.state.users.values()];
	const own = () => users().find(({ id }) => id === sandbox.credential().userId)!;
	const place = () => ({ organizationId: by('id', seeded(sandbox).organizationId) });

	// A loop runs the node many times in one execution, and the host answers 20 such questions in an hour.
	let execution = createEmptyRunExecutionData();

	async function close(more: INodeParameters, items: IDataObject[] = [{}]) {
		const { resource = 'user', ...rest } = more;
		const output = await oauth2Node(stored).run(
			{ resource, operation: 'close', ...place(), ...rest },
			{ items, execution, onError: 'continueRegularOutput' },
		);
		return output.map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);
	}

	const roster = async (operation: string, items: IDataObject[], more: INodeParameters = {}) =>
		(
			await runAllItems({
				nodeType: new DocusignAdmin(),
				credentialTypes: [oauth2Type],
				credentials: { docusignAdminOAuth2Api: stored },
				parameters: {
					authentication: 'oAuth2',
					resource: 'roster',
					operation,
					...place(),
					...more,
				},
				items,
			})
		).map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);

	it('does not close whoever connected it, by ID or by address, and asks once who that is', async () => {
		const { id, email, defaultAccountId } = own();
		const account = by('id', defaultAccountId);
		const results = [
			...(await close({ userId: by('id', '={{ $json.id }}') }, [{ id }, { id }])),
			...(await close({ userId: by('email', email) })),
			...(await close({ resource: 'membership', accountId: account, userId: by('id', id) })),
		];
		expect(results).toHaveLength(4);
		for (const { details } of results) {
			expect(details).toMatchObject({ code: 'DOCUSIGN_OWN_MEMBERSHIP' });
		}
		expect(writes()).toEqual([]);
		expect(asked()).toHaveLength(1);
	});

	it('closes others', async () => {
		const other = users()[9];
		const [closed] = await close({ userId: by('id', other.id) });
		expect(closed.error).toBeUndefined();
		expect(writes()).not.toEqual([]);
	});

	it('is not held up by a host that does not tell who it is', async () => {
		sandbox.faults.add({
			match: { path: USERINFO, times: Infinity },
			do: { type: 'drop', when: 'before' },
		});
		const [closed] = await close({ userId: by('id', users()[9].id) });
		expect(closed.error).toBeUndefined();
		expect(asked().length).toBeGreaterThan(0);
		expect(writes()).not.toEqual([]);
	});

	it('blocks the same in a plan, and where one is applied that another administrator made', async () => {
		const { id, email } = own();
		const { account } = seeded(sandbox);
		const { adminIds } = [...sandbox.state.organizations.values()][0];
		const [, , , , , , , , , another] = users();
		adminIds.add(another.id);
		const { id: administering } = account.permissionProfiles.find(({ admin }) => admin)!;
		const { id: membershipId } = sandbox.state.membershipIn(another.id, account.id)!;
		sandbox.state.updateMembership(membershipId, { permissionProfileId: administering });
		const asMe = stored;
		const leaving = { notOnRoster: 'close', accountIds: [account.id] };
		const people = [{ email: another.email, account: account.id }];
		const mine = (items: IDataObject[]) => items.find((each) => each.email === email)!;
		const blocked = "it is the credential's own user";
		expect(mine(await roster('plan', people, leaving)).blocked).toBe(blocked);

		stored = await connect(sandbox, contract, {}, another.id);
		adminIds.delete(id);
		const planned = await roster('plan', people, leaving);
		expect(mine(planned).blocked).toBeUndefined();
		stored = asMe;
		adminIds.add(id);
		const confirmed = { confirmedClosures: Object(planned[0].plan_counts).close as number };
		const applied = await roster('apply', [mine(planned)], confirmed);
		expect(applied).toMatchObject([{ outcome: 'blocked', outcome_reason: blocked }]);
		expect(writes()).toEqual([]);
	});
});

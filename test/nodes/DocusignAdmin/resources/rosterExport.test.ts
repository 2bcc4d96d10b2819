import type { IDataObject } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdmin } from '../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { MANY_RECORDS } from '../../../../nodes/DocusignAdmin/helpers/roster/exportedProfiles';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { by, seeded } from '../../../support/admin';
import { runAllItems } from '../../../support/allItems';
import { quickClock } from '../../../support/quickClock';

/** A roster so large that an export of Docusign's tells what is there. */

quickClock();

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ users: 400, variety: false })));
afterEach(async () => await sandbox.close());

/** Everybody in the first account, as they are, with their permission profiles. */
function everybody(): IDataObject[] {
	const { account } = seeded(sandbox);
	return sandbox.state.rosterOf(account.id).map(({ user, membership }) => ({
		email: user.email,
		firstName: user.firstName,
		lastName: user.lastName,
		account: account.name,
		permissionProfile: account.permissionProfiles.find(
			({ id }) => id === membership.permissionProfileId,
		)!.name,
	}));
}

async function plan(items: IDataObject[]) {
	const output = await runAllItems({
		nodeType: new DocusignAdmin(),
		credentialTypes: [new DocusignAdminJwtApi()],
		credentials: { docusignAdminJwtApi: { ...sandbox.credential(), accessToken: '' } },
		parameters: {
			resource: 'roster',
			operation: 'plan',
			organizationId: by('id', seeded(sandbox).organizationId),
			accountIds: [seeded(sandbox).account.id],
			notOnRoster: 'ignore',
		},
		items,
	});
	return output.map(({ json }) => json);
}

const count = (pattern: RegExp) =>
	sandbox.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;

const PROFILES = /dsprofile/i;
const EXPORTS = /^POST .*exports\/user_list/;

it('is compared by an export, and the records of those who differ by it are read', async () => {
	const people = everybody();
	expect(people.length).toBeGreaterThanOrEqual(MANY_RECORDS);
	const [mover] = people.filter(({ permissionProfile: name }) => !/admin/i.test(String(name)));
	const other = seeded(sandbox).account.permissionProfiles.find(
		({ name, admin }) => !admin && name !== mover.permissionProfile,
	)!;
	mover.permissionProfile = other.name;
	const changes = await plan(people);
	expect(changes.map(({ action, email }) => [action, email])).toEqual([['update', mover.email]]);
	expect(changes[0].before).toMatchObject({ permission_profile: { id: expect.any(Number) } });
	expect(count(EXPORTS)).toBe(1);
	expect(count(PROFILES)).toBeLessThan(5);
	expect(sandbox.state.jobs.jobs.size).toBe(0);
});

it('is compared by the records where Docusign gives no export', async () => {
	sandbox.faults.add({ match: { path: '/exports/' }, do: { type: 'respond', status: 403 } });
	const people = everybody();
	expect(await plan(people)).toEqual([]);
	expect(count(PROFILES)).toBeGreaterThanOrEqual(people.length);
});

it('is compared by the records where it is small', async () => {
	expect(await plan(everybody().slice(0, 20))).toEqual([]);
	expect(count(EXPORTS)).toBe(0);
});

it('reads the record of whoever is called otherwise than the list says', async () => {
	const people = everybody();
	people[0].lastName = 'Married';
	const changes = await plan(people);
	expect(changes.map(({ action, after }) => [action, after])).toEqual([
		['update', { last_name: 'Married' }],
	]);
	expect(count(PROFILES)).toBeLessThan(5);
});

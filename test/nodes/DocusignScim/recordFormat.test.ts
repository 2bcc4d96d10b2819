import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { recordOf } from '../../../nodes/DocusignScim/api/records/record';
import { by, scimNode } from './support/node';
import { user } from './support/parameters';

/** A SCIM user under the names of the Admin node's record, from every operation on users. */

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ users: 5, variety: false })));
beforeEach(() => void sandbox.reset());
afterAll(async () => await sandbox.close());

const asRecord = { options: { recordFormat: 'record' } };
const jane = {
	userName: 'jane@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	email: 'jane@example.com',
	additionalFields: { title: 'Engineer', externalId: 'x-1', preferredLanguage: 'pt-BR' },
};
const run = async (operation: string, more: INodeParameters) =>
	await scimNode(sandbox.scimCredential()).records(user(operation, more));

it('is the same record from every operation, with its own id', async () => {
	const [created] = await run('create', { ...jane, ...asRecord });
	const { id } = created;
	expect(created).toMatchObject({
		id: expect.any(String) as string,
		user_name: 'jane@example.com',
		first_name: 'Jane',
		last_name: 'Doe',
		email: 'jane@example.com',
		lifecycle: 'active',
	});
	const userId = by('id', String(id));
	const [got] = await run('get', { userId, ...asRecord });
	expect(got).toEqual(created);
	const listed = await run('getAll', { returnAll: true, ...asRecord });
	expect(listed.find((each) => each.id === id)).toMatchObject({ first_name: 'Jane' });
	const [updated] = await run('update', {
		userId,
		updateFields: { familyName: 'Roe' },
		...asRecord,
	});
	expect(updated).toMatchObject({ id, last_name: 'Roe' });
	const [replaced] = await run('replace', { userId, ...jane, ...asRecord });
	expect(replaced).toMatchObject({ id, last_name: 'Doe' });
	const [closed] = await run('deactivate', { userId, ...asRecord });
	expect(closed).toMatchObject({ id, lifecycle: 'closed' });
	for (const record of [created, updated, replaced, closed]) {
		expect(record).not.toHaveProperty('userName');
		expect(record).not.toHaveProperty('schemas');
	}
});

it('is in names of SCIM where nothing else is asked for', async () => {
	const [created] = await run('create', jane);
	expect(created).toMatchObject({ userName: 'jane@example.com', name: { givenName: 'Jane' } });
	const [got] = await run('get', { userId: by('id', String(created.id)) });
	expect(got).toMatchObject({
		userName: 'jane@example.com',
		givenName: 'Jane',
		lifecycle: 'active',
	});
});

it('shows the request in a dry run, whichever form is asked for', async () => {
	const options = { dryRun: true, recordFormat: 'record' };
	expect(await run('create', { ...jane, options })).toMatchObject([
		{ dry_run: true, method: 'POST' },
	]);
});

it('leaves out what SCIM does not tell, and takes names in any case', () => {
	expect(
		recordOf({
			ID: '1',
			username: 'jane',
			title: 'Engineer',
			preferredLanguage: 'pt-BR',
			groups: [{ value: 'g-1', display: 'Legal' }],
			'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { organization: 'Example' },
			warnings: ['x'],
		}),
	).toEqual({
		id: '1',
		user_name: 'jane',
		job_title: 'Engineer',
		company_name: 'Example',
		language_culture: 'pt_BR',
		scim_groups: [{ id: 'g-1', name: 'Legal' }],
		warnings: ['x'],
	});
});

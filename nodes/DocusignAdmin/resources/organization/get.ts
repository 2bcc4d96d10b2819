import { organizationLocator } from '../../descriptions/locators';
import { readOptions } from '../../descriptions/options';
import { organizationIdOf } from '../../parameters';
import type { Operation } from '../../operation';
import { createFailure } from '../../api/errors/catalogue';
import { isSameId } from '../../api/ids';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get organization',
	description: 'Retrieve an organization with its accounts, domains and identity providers',
	calls: ['getOrganizations'],
	// Docusign has no call for a single organization: it is picked from the list.
	request: { method: 'GET', url: '/v2/organizations' },
	fields: [organizationLocator(), readOptions()],
	work: {
		kind: 'read',
		async read(item) {
			const organizationId = organizationIdOf(item);
			const pages = item.client.lists.pages('getOrganizations', item.declared, { organizationId });
			for await (const page of pages) {
				const found = page.find(({ id }) => isSameId(id, organizationId));
				if (found) return [found];
			}
			throw createFailure('DOCUSIGN_ORGANIZATION_NOT_FOUND', {
				operation: 'get it',
				organization: organizationId,
			});
		},
	},
};

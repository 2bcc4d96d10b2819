import type { INodeParameters } from 'n8n-workflow';

import { DocusignAdmin } from '../../../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { DocusignScim } from '../../../../../nodes/DocusignScim/DocusignScim.node';
import { createEngine } from '../../../../support/engine';

/**
 * What n8n makes of a node's parameters before the node sees them. Should one of these ever fail, n8n has
 * begun to pass such values on: then they have to be looked at, in `checkFields`.
 */

const parametersIn = (nodeType: DocusignAdmin | DocusignScim, parameters: INodeParameters) =>
	createEngine({ nodeType, credentialTypes: [], credentials: {}, parameters }).node.parameters;

describe.each([
	['Admin', new DocusignAdmin()],
	['SCIM', new DocusignScim()],
])('of the %s node, n8n drops without a word', (_, nodeType) => {
	const seen = (operation: string, more: INodeParameters) =>
		parametersIn(nodeType, { resource: 'user', operation, ...more });

	it.each(['={{ ({ dryRun: true }) }}', '={{ undefined }}', '={{ "x" }}', '={{ $json }}'])(
		'a collection that is one expression: %s',
		(given) => {
			expect(seen('getAll', { filters: given, options: given })).toMatchObject({
				filters: {},
				options: {},
			});
			expect(seen('update', { updateFields: given })).toMatchObject({ updateFields: {} });
		},
	);

	it('fields that a collection does not have', () => {
		expect(seen('getAll', { filters: { mail: 'x', email: 'y' } }).filters).toEqual({ email: 'y' });
	});
});

import type { INodeParameters, INodeType } from 'n8n-workflow';

import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import { DocusignAdminTrigger } from '../../../nodes/DocusignAdmin/DocusignAdminTrigger.node';
import { DocusignScim } from '../../../nodes/DocusignScim/DocusignScim.node';
import { createEngine } from '../../support/engine';
import { operationMenus } from './descriptions';

/** What stands under a node on the canvas, as n8n evaluates it. */

function subtitle(nodeType: INodeType, parameters: INodeParameters) {
	const { workflow, node } = createEngine({
		nodeType,
		credentialTypes: [],
		credentials: {},
		parameters,
	});
	return workflow.expression.getSimpleParameterValue(
		node,
		nodeType.description.subtitle,
		'internal',
		{},
		undefined,
		'UNKNOWN',
	);
}

it.each([[new DocusignAdmin()], [new DocusignScim()]])('is the action chosen: %#', (nodeType) => {
	for (const { resource, operations } of operationMenus(nodeType.description)) {
		for (const { value, action } of operations) {
			expect(subtitle(nodeType, { resource, operation: String(value) })).toBe(action);
		}
	}
});

it('is the events that a trigger waits for, also while they are an expression', () => {
	const nodeType = new DocusignAdminTrigger();
	expect(subtitle(nodeType, {})).toBe('User Created, User Closed');
	expect(subtitle(nodeType, { events: ['membershipChanged'] })).toBe('Membership Changed');
	expect(subtitle(nodeType, { events: 'userCreated' })).toBe('User Created');
});

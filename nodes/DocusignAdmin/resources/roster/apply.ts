import { dryRun } from '../../../shared/n8n/fields/descriptions';
import { readBoolean, readNumber } from '../../../shared/n8n/fields/readers';
import { organizationLocator } from '../../descriptions/locators';
import { listOptions } from '../../descriptions/options';
import { brakeFields, recordsFrom } from '../../descriptions/rosterFields';
import { impossibleFor, ownUserOf, rosterOperation } from '../../helpers/roster/rosterOperation';
import { rosterPort } from '../../helpers/roster/rosterPort';
import { BY_EMAIL, GROUPS, MEMBERS, NAMESAKES, whereAdding } from '../../helpers/userCalls';
import type { Item } from '../../operation';
import { organizationIdOf } from '../../parameters';
import { applyPlan } from '../../roster/applying/apply';
import { toldWhenCutOff } from '../../helpers/roster/cutOff';
import { planItems } from '../../roster/applying/planItems';
import { DEFAULT_BRAKE, type Brake } from '../../roster/applying/brake';

function brakeOf(item: Item): Brake {
	const number = (name: string, label: string, whole: boolean) =>
		readNumber(item.parameter(name), label, { min: 0, whole });
	return {
		maxClosures: number('maxClosures', 'Max Closures', true) ?? DEFAULT_BRAKE.maxClosures,
		maxClosuresPercent:
			number('maxClosuresPercent', 'Max Closures (Percent)', false) ??
			DEFAULT_BRAKE.maxClosuresPercent,
		// Nobody confirms that nobody is closed: 0 is the field left as it is.
		confirmedClosures: number('confirmedClosures', 'Confirmed Closures', true) || undefined,
	};
}

export const apply = rosterOperation({
	name: 'Apply',
	value: 'apply',
	action: 'Apply roster plan',
	description:
		'Make the changes of a plan, exactly those: give the items as Plan or Undo put them out. Each user is looked at right before, and a change that no longer fits is left out as stale. Outputs one record per change. Safe to repeat.',
	calls: {
		'create users': [...BY_EMAIL, GROUPS, MEMBERS, 'createUser'],
		'add users to accounts': whereAdding(
			'getUserDSProfile',
			'getGroups',
			'getUsers',
			'addUsers',
			'updateMembership',
		),
		'open closed memberships': whereAdding(
			'getUserDSProfile',
			'getGroups',
			'getUsers',
			'updateMembership',
		),
		'update users': ['getUserDSProfile', GROUPS, MEMBERS, 'updateMembership', 'updateUser'],
		'close memberships': ['getUserDSProfile', GROUPS, MEMBERS, NAMESAKES, 'closeMemberships'],
	},
	fields: [
		organizationLocator(),
		...recordsFrom('Changes', 'changes', 'changesFrom', '[{"plan_id": "…", "action": "…"}]'),
		...brakeFields,
		listOptions(dryRun),
	],
	source: { from: 'changesFrom', name: 'changes', label: 'Changes' },
	async *run(item, records) {
		const { client } = item;
		const items = planItems(records);
		const brake = brakeOf(item);
		const ownUserId = await ownUserOf(client);
		const port = rosterPort(client, organizationIdOf(item), ownUserId);
		const isDry = readBoolean(item.parameter('options.dryRun'), 'Dry Run');
		const settings = { brake, isDry, ownUserId, impossible: impossibleFor(client) };
		yield* toldWhenCutOff(applyPlan(items, settings, port), items, item.warn);
	},
});

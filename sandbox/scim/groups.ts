import type { Answer } from '../http/answer';
import type { ScimGroup } from '../state/model';
import { refuseScim } from './error';
import { filtered } from './filter';
import { patched } from './patch';
import {
	bodyOf,
	checkVersion,
	filterOf,
	listAnswer,
	patchAnswer,
	type ScimCall,
	single,
	withMeta,
} from './request';
import { isJson, type Json, keyOf } from './resource';

export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

function fullGroup(call: ScimCall, group: ScimGroup): Json {
	const { state, url } = call.backend;
	const members = [...group.memberIds].map((id) => ({
		value: id,
		$ref: `${url}/scim/v2/Users/${id}`,
		display: state.users.get(id)?.userName,
		type: 'User',
	}));
	const resource: Json = {
		schemas: [GROUP],
		id: group.id,
		...(group.externalId === undefined ? {} : { externalId: group.externalId }),
		displayName: group.displayName,
		...(members.length > 0 ? { members } : {}),
	};
	return withMeta(call, resource, 'Group', group);
}

const groupsOf = (call: ScimCall): ScimGroup[] =>
	[...call.backend.state.scimGroups.values()].filter(
		({ organizationId }) => organizationId === call.organization.id,
	);

function groupIn(call: ScimCall): ScimGroup {
	const found = groupsOf(call).find(({ id }) => id === call.params.id?.toLowerCase());
	if (!found) throw refuseScim(404, `Resource ${call.params.id ?? ''} not found`);
	return found;
}

const known = new Set(['schemas', 'id', 'externalid', 'displayname', 'members', 'meta']);

function memberIds(call: ScimCall, members: unknown): Set<string> {
	if (members === undefined) return new Set();
	if (!Array.isArray(members) || !members.every(isJson)) {
		throw refuseScim(400, 'members is not a list of objects.', 'invalidValue');
	}
	const ids = members.map(({ value }) => String(value).toLowerCase());
	const { users } = call.backend.state;
	const stranger = ids.find((id) => users.get(id)?.organizationId !== call.organization.id);
	if (stranger) throw refuseScim(400, `There is no user ${stranger}.`, 'invalidValue');
	return new Set(ids);
}

function read(call: ScimCall, resource: Json, self?: ScimGroup) {
	const { schemas } = resource;
	const stranger = Object.keys(resource).find((key) => !known.has(key.toLowerCase()));
	if (!Array.isArray(schemas) || !schemas.includes(GROUP) || stranger) {
		throw refuseScim(400, 'The resource is not a Group.', 'invalidSyntax');
	}
	const displayName = resource[keyOf(resource, 'displayName') ?? ''];
	if (typeof displayName !== 'string' || displayName === '') {
		throw refuseScim(400, 'displayName is required.', 'invalidValue');
	}
	const taken = groupsOf(call).some(
		(group) => group !== self && group.displayName.toLowerCase() === displayName.toLowerCase(),
	);
	if (taken) throw refuseScim(409, 'A group with this name exists already.', 'uniqueness');
	const externalId = resource[keyOf(resource, 'externalId') ?? ''];
	return {
		displayName,
		externalId: typeof externalId === 'string' ? externalId : undefined,
		memberIds: memberIds(call, resource[keyOf(resource, 'members') ?? '']),
	};
}

export function listGroups(call: ScimCall): Answer {
	const view = (group: ScimGroup) => fullGroup(call, group);
	return listAnswer(call, filtered(filterOf(call), groupsOf(call), view), view);
}

export const getGroup = (call: ScimCall): Answer => single(call, fullGroup(call, groupIn(call)));

export function createGroup(call: ScimCall): Answer {
	const { state } = call.backend;
	const now = state.clock.now();
	const group: ScimGroup = {
		...read(call, bodyOf(call)),
		id: state.nextId('scimGroup'),
		organizationId: call.organization.id,
		createdAt: now,
		modifiedAt: now,
	};
	state.scimGroups.set(group.id, group);
	return single(call, fullGroup(call, group), 201);
}

export function patchGroup(call: ScimCall): Answer {
	const group = groupIn(call);
	const current = fullGroup(call, group);
	checkVersion(call, current);
	const { scimComplexPatch, scimIgnores } = call.backend.options;
	const next = read(call, patched(current, bodyOf(call), scimComplexPatch), group);
	const { memberIds: members, ...attributes } = next;
	Object.assign(group, scimIgnores.includes('attributes') ? {} : attributes);
	if (!scimIgnores.includes('members')) group.memberIds = members;
	group.modifiedAt = call.backend.clock.now();
	return patchAnswer(call, fullGroup(call, group));
}

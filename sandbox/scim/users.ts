import { isGuid } from '../spec/formats';
import type { Answer } from '../http/answer';
import { closeMembership, createUser, join } from '../state/lifecycle';
import type { User } from '../state/model';
import { brokenRule } from '../state/rules';
import type { ScimIgnored } from '../variants/scim';
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
} from './request';
import type { Json } from './resource';
import { fullUser, readUser, type UserAttributes } from './userResource';

function userIn(call: ScimCall): User {
	const id = call.params.id ?? '';
	const user = isGuid(id) ? call.backend.state.users.get(id.toLowerCase()) : undefined;
	if (user?.organizationId !== call.organization.id) {
		throw refuseScim(404, `Resource ${id} not found`);
	}
	return user;
}

/** Does what the shared rules may forbid; SCIM says so in its own words. */
function obey(work: () => void): void {
	const broken = brokenRule(work);
	if (broken?.code === 'useremail_username_combination_exists') {
		throw refuseScim(409, broken.text, 'uniqueness');
	}
	if (broken) throw refuseScim(400, broken.text, 'invalidValue');
}

function checkUserName(call: ScimCall, userName: string, self?: User): void {
	const wanted = userName.toLowerCase();
	const taken = call.backend.state
		.usersOf(call.organization.id)
		.some((user) => user !== self && user.userName.toLowerCase() === wanted);
	if (taken) throw refuseScim(409, 'A user with this userName exists already.', 'uniqueness');
}

/** `active: false` closes every membership, `active: true` opens them again; there is no deletion. */
function setActive(call: ScimCall, user: User, active: boolean): void {
	const { state } = call.backend;
	const isActive = user.status !== 'closed';
	if (active === isActive) return;
	for (const membership of state.ownMembershipsOf(user.id)) {
		if (active) join(state, user, { accountId: membership.accountId }, true);
		else closeMembership(state, membership, undefined);
	}
	state.settleStatus(user.id);
}

function write(
	call: ScimCall,
	user: User,
	wish: UserAttributes,
	ignored: readonly ScimIgnored[] = [],
): void {
	const { state } = call.backend;
	checkUserName(call, wish.userName, user);
	if (wish.active !== undefined && !ignored.includes('active')) {
		setActive(call, user, wish.active);
	}
	if (ignored.includes('attributes')) return;
	state.updateUser(user.id, {
		userName: wish.userName,
		email: wish.email,
		firstName: wish.firstName,
		lastName: wish.lastName,
		externalId: wish.externalId,
		scim: wish.kept,
		isManagedByScim: true,
	});
	const home = state.membershipIn(user.id, user.defaultAccountId);
	if (home) {
		state.updateMembership(home.id, { jobTitle: wish.title, companyName: wish.company });
	}
}

export function listUsers(call: ScimCall): Answer {
	const view = (user: User) => fullUser(call, user);
	const users = call.backend.state.usersOf(call.organization.id);
	return listAnswer(call, filtered(filterOf(call), users, view), view);
}

export const getUser = (call: ScimCall): Answer => single(call, fullUser(call, userIn(call)));

export function createScimUser(call: ScimCall): Answer {
	const { state } = call.backend;
	const wish = readUser(bodyOf(call));
	checkUserName(call, wish.userName);
	let created: User | undefined;
	obey(() => {
		const { user } = createUser(state, {
			organizationId: call.organization.id,
			email: wish.email,
			userName: wish.userName,
			firstName: wish.firstName,
			lastName: wish.lastName,
			autoActivate: true,
			accounts: [{ accountId: call.organization.defaultAccountId }],
		});
		created = user;
		write(call, user, wish);
	});
	if (!created) throw refuseScim(500, 'The user was not created.');
	return single(call, fullUser(call, created), 201);
}

function change(call: ScimCall, user: User, resource: Json): void {
	if (resource.id !== undefined && resource.id !== user.id) {
		throw refuseScim(400, 'The id cannot be changed.', 'mutability');
	}
	const wish = readUser(resource);
	obey(() => write(call, user, wish, call.backend.options.scimIgnores));
}

export function replaceUser(call: ScimCall): Answer {
	const user = userIn(call);
	checkVersion(call, fullUser(call, user));
	change(call, user, bodyOf(call));
	return single(call, fullUser(call, user));
}

export function patchUser(call: ScimCall): Answer {
	const user = userIn(call);
	const current = fullUser(call, user);
	checkVersion(call, current);
	change(call, user, patched(current, bodyOf(call), call.backend.options.scimComplexPatch));
	return patchAnswer(call, fullUser(call, user));
}

import { refuseUnclaimed } from '../../common/access';
import { ok } from '../../http/answer';
import { changeMembership, createUser as create, withoutUndefined } from '../../state/lifecycle';
import { checkLanguage, checkManagedDomain, checkPair, RuleBroken } from '../../state/rules';
import { cursor, organizationIn, userIn } from '../operation';
import { culture, federatedStatus, statusName } from '../values';
import { userView } from '../views';

type Id = string | number;

interface UserBody {
	user_name?: string;
	first_name?: string;
	last_name?: string;
	email?: string;
	default_account_id?: string;
	language_culture?: string;
	federated_status?: string;
	title?: string;
	company?: string;
}

interface NewBody extends UserBody {
	email: string;
	user_name: string;
	accounts: Array<{
		id: string;
		permission_profile_id?: Id;
		permission_profile?: { id: Id };
		groups?: Array<{ id: Id }>;
	}>;
}

export const getUser = cursor('getUser', (call) => {
	const user = userIn(call);
	return ok(userView(call.backend.state, user));
});

const numeric = (id: Id | undefined): number | undefined => (id === undefined ? id : Number(id));

/** A user starts as `Created`, whatever the domain: this contract knows no auto-activation. */
export const createUser = cursor<NewBody>('createUser', (call) => {
	const { body, backend } = call;
	const { user } = create(backend.state, {
		organizationId: organizationIn(call).id,
		email: body.email,
		userName: body.user_name,
		firstName: body.first_name,
		lastName: body.last_name,
		defaultAccountId: body.default_account_id?.toLowerCase(),
		languageCulture: checkLanguage(culture(body.language_culture)),
		federatedStatus: federatedStatus(body.federated_status),
		accounts: body.accounts.map((account) => ({
			accountId: account.id.toLowerCase(),
			permissionProfileId: numeric(account.permission_profile?.id ?? account.permission_profile_id),
			groupIds: account.groups?.map(({ id }) => Number(id)),
			jobTitle: body.title,
			companyName: body.company,
		})),
	});
	return ok({ id: user.id, user_name: user.userName, status: statusName(user.status) });
});

/** Changes what the body names and nothing else; answers with just that, the id and the status. */
export const updateUser = cursor<UserBody>('updateUser', (call) => {
	const { body, backend } = call;
	const { state } = backend;
	const user = userIn(call);
	if (user.status === 'closed') throw new RuleBroken('user_closed', 'The user is closed.');
	refuseUnclaimed(call, user, body.email);
	const { email = user.email, user_name: userName = user.userName } = body;
	if (email.toLowerCase() !== user.email.toLowerCase()) checkManagedDomain(state, user, email);
	checkPair(state, user.organizationId, userName, email, user);
	const defaultAccountId = body.default_account_id?.toLowerCase();
	if (defaultAccountId && !state.membershipIn(user.id, defaultAccountId)) {
		throw new RuleBroken('invalid_default_account', 'The user is not in the default account.');
	}
	state.updateUser(
		user.id,
		withoutUndefined({
			userName: body.user_name,
			firstName: body.first_name,
			lastName: body.last_name,
			email: body.email,
			defaultAccountId,
			languageCulture: checkLanguage(culture(body.language_culture)),
			federatedStatus: federatedStatus(body.federated_status),
		}),
	);
	for (const membership of state.ownMembershipsOf(user.id)) {
		if (membership.status === 'closed') continue;
		const { accountId } = membership;
		changeMembership(state, membership, {
			accountId,
			jobTitle: body.title,
			companyName: body.company,
		});
	}
	return ok({ id: user.id, ...body, status: statusName(user.status) });
});

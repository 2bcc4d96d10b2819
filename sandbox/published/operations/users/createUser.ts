import { ok } from '../../../http/answer';
import { createUser as create } from '../../../state/lifecycle';
import { checkFederated, checkLanguage } from '../../../state/rules';
import type { MembershipBody, UserBody } from '../../bodies';
import { membershipWish } from '../../bodies';
import { published } from '../../operation';
import { newUserView } from '../../views';

interface Body extends UserBody {
	email: string;
	accounts: Array<MembershipBody & { id: string }>;
}

/** Creates a user in one or more accounts; comes back as created, without a status. */
export const createUser = published<Body>('createUser', (call) => {
	const { body, backend, organization } = call;
	const { user, memberships } = create(backend.state, {
		organizationId: organization.id,
		email: body.email,
		userName: body.user_name,
		firstName: body.first_name,
		lastName: body.last_name,
		defaultAccountId: body.default_account_id?.toLowerCase(),
		languageCulture: checkLanguage(body.language_culture),
		federatedStatus: checkFederated(body.federated_status),
		autoActivate: body.auto_activate_memberships,
		accounts: body.accounts.map((account) => membershipWish(account.id, account)),
	});
	return ok(newUserView(backend, user, memberships));
});

import { ok } from '../../../http/answer';
import { createUser as create } from '../../../state/lifecycle';
import { type MembershipBody, membershipWish, type UserBody, userWish } from '../../bodies';
import { published } from '../../operation';
import { newUserView } from '../../views';

interface Body extends UserBody {
	email: string;
	accounts: Array<MembershipBody & { id: string }>;
}

/** Creates a user in one or more accounts; comes back as created, without a status. */
export const createUser = published<Body>('createUser', (call) => {
	const { body, backend, organization } = call;
	const accounts = body.accounts.map((account) => membershipWish(account.id, account));
	const wish = userWish(organization.id, body, accounts);
	const { user, memberships } = create(backend.state, wish);
	return ok(newUserView(backend, user, memberships));
});

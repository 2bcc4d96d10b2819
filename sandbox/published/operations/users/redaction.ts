import { checkAdministers, guidParam } from '../../../common/access';
import { notFound, ok } from '../../../http/answer';
import type { Membership, User } from '../../../state/model';
import { DAY } from '../../../state/time';
import { type AdminCall, published, userIn } from '../../operation';

type Outcome = 'success' | 'failure' | 'already_redacted';

/** Personal data may go a day after the membership was closed, not before. */
function outcomeOf(call: AdminCall<unknown>, user: User, membership?: Membership): Outcome {
	if (!membership || membership.status !== 'closed') return 'failure';
	if (call.backend.clock.now() - (membership.closedAt ?? Infinity) < DAY) return 'failure';
	return user.redacted ? 'already_redacted' : 'success';
}

function redact(call: AdminCall<unknown>, user: User, accountIds: readonly string[]) {
	const { state } = call.backend;
	const results = accountIds.map((accountId) => ({
		account_id: accountId,
		status: outcomeOf(call, user, state.membershipIn(user.id, accountId)),
	}));
	const worst = results.find(({ status }) => status === 'failure') ?? results[0];
	const everywhere = state
		.membershipsOf(user.id)
		.every(({ accountId }) => accountIds.includes(accountId));
	if (worst?.status === 'success' && everywhere) {
		state.updateUser(user.id, {
			redacted: true,
			userName: 'Redacted',
			firstName: '',
			lastName: '',
			email: `${user.id}@redacted.example.com`,
		});
	}
	return ok({
		user_id: user.id,
		status: worst?.status ?? 'failure',
		membership_results: results,
	});
}

interface Body {
	user_id?: string;
	memberships?: Array<{ account_id?: string }>;
}

const subject = (call: AdminCall<Body>): User =>
	userIn({ ...call, params: { ...call.params, userId: call.body.user_id ?? '' } });

export const redactIndividualUserData = published<Body>('redactIndividualUserData', (call) => {
	const user = subject(call);
	const named = call.body.memberships?.map(({ account_id: id = '' }) => id.toLowerCase());
	const all = call.backend.state.membershipsOf(user.id).map(({ accountId }) => accountId);
	return redact(call, user, named ?? all);
});

/** The only path that names an account and no organization: it is looked up from the account. */
export const redactIndividualMembershipData = published<Body>(
	'redactIndividualMembershipData',
	(call) => {
		const { state } = call.backend;
		const account = state.accounts.get(guidParam(call, 'accountId'));
		const organization = state.organizations.get(account?.organizationId ?? '');
		if (!account || !organization) {
			throw notFound('ACCOUNT_NOT_FOUND', 'The account does not exist.');
		}
		checkAdministers(call, call.token, organization);
		return redact(call, subject({ ...call, organization }), [account.id]);
	},
);

import { isCancelled } from '../../shared/transport/cancellation';
import type { AdminClient } from '../api/client';
import type { UserFacts } from '../api/contract';
import { isSameId } from '../api/ids';
import { readProfile } from '../api/users/profiles';
import { factsOf } from '../api/users/users';
import type { Judgement } from '../api/writes';

/** Whose membership is activated, and where. */
interface Activation {
	client: AdminClient;
	organizationId: string;
	accountId: string;
	user: UserFacts;
}

/**
 * How it is found out what came of an activation whose answer was lost: active is what was asked for, whatever
 * a repeat of it is answered with. Where the user's profile does not show that, it stays unknown.
 */
export const activationJudgement = (activation: Activation): Judgement => ({
	async settle(failure, doubt) {
		if (doubt === undefined) return await Promise.reject(failure);
		const isActive = await isActiveNow(activation).catch(async (error: unknown) =>
			// A cancelled run is no answer.
			isCancelled(error) ? await Promise.reject(error) : false,
		);
		return isActive ? { status: 'active' } : await Promise.reject(failure);
	},
});

async function isActiveNow({ client, organizationId, accountId, user }: Activation) {
	if (user.id === undefined) return false;
	const known = { email: user.email, accountId };
	const { memberships = [] } = factsOf(await readProfile(client, organizationId, user.id, known));
	const shown = memberships.find(({ account_id: id }) => isSameId(id, accountId));
	return String(shown?.status ?? '').toLowerCase() === 'active';
}

import type { Sandbox } from '../../../sandbox';

/** Lists of users as the cursor contract shows them in its own words: without addresses. */
export function hideAddresses({ faults, state }: Sandbox): void {
	const users = [...state.users.values()].map(({ id, userName, status }) => ({
		id,
		user_name: userName,
		status,
	}));
	faults.add({
		match: { method: 'GET', path: /\/users(\?|$)/, times: Infinity },
		do: { type: 'respond', status: 200, body: { users } },
	});
}

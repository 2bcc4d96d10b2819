import type { Backend } from '../http/call';
import type { Organization, User } from '../state/model';
import { brokenRule, RuleBroken } from '../state/rules';

export interface UserReference {
	id: string;
	site_id: number;
	email?: string;
}

interface Scope {
	backend: Backend;
	organization: Organization;
}

function resolve({ backend, organization }: Scope, { id, site_id }: UserReference): User {
	const user = backend.state.users.get(id.toLowerCase());
	if (user?.organizationId !== organization.id) {
		throw new RuleBroken('user_not_found', 'The user is not part of the organization.');
	}
	if (user.siteId !== site_id) {
		throw new RuleBroken('invalid_site_id', 'The site is not the one of the user.');
	}
	return user;
}

export const errorDetails = (broken: RuleBroken) => ({
	error: broken.code,
	error_description: broken.text,
});

/** Does `work` for each user of a request. Answers UsersUpdateResponse: failures stand on their item. */
export function settleUsers<T extends UserReference>(
	scope: Scope,
	items: readonly T[],
	work: (user: User, item: T) => void,
) {
	const users = items.map((item) => {
		const broken = brokenRule(() => work(resolve(scope, item), item));
		return {
			id: item.id,
			site_id: item.site_id,
			email: scope.backend.state.users.get(item.id.toLowerCase())?.email ?? item.email,
			...(broken ? { error_details: errorDetails(broken) } : {}),
		};
	});
	return { success: users.every((user) => !('error_details' in user)), users };
}

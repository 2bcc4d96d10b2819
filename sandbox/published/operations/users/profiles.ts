import { ok } from '../../../http/answer';
import { type AdminCall, published, userIn } from '../../operation';
import { userProfile } from '../../views';

const withLicense = (call: AdminCall): boolean => call.query.get('include_license') === 'true';

function byEmail(call: AdminCall) {
	const { backend, organization } = call;
	const users = backend.state.usersByEmail(organization.id, call.query.get('email') ?? '');
	return ok({ users: users.map((user) => userProfile(backend, user, withLicense(call))) });
}

export const getUserProfiles = published('getUserProfiles', byEmail);

export const getUserDSProfilesByEmail = published('getUserDSProfilesByEmail', byEmail);

export const getUserDSProfile = published('getUserDSProfile', (call) =>
	ok({ users: [userProfile(call.backend, userIn(call), withLicense(call))] }),
);

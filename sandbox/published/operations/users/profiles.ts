import { checkEntitled, wantsLicense } from '../../../common/entitlement';
import { ok } from '../../../http/answer';
import { type AdminCall, published, userIn } from '../../operation';
import { userProfile } from '../../views';

function byEmail(call: AdminCall) {
	const { backend, organization } = call;
	const license = wantsLicense(call);
	const users = backend.state.usersByEmail(organization.id, call.query.get('email') ?? '');
	return ok({ users: users.map((user) => userProfile(backend, user, license)) });
}

export const getUserProfiles = published('getUserProfiles', byEmail);

const checkDsProfile = (call: AdminCall) => checkEntitled(call, 'dsProfileStatus', 'CLM');

export const getUserDSProfilesByEmail = published('getUserDSProfilesByEmail', (call) => {
	checkDsProfile(call);
	return byEmail(call);
});

export const getUserDSProfile = published('getUserDSProfile', (call) => {
	checkDsProfile(call);
	return ok({ users: [userProfile(call.backend, userIn(call), wantsLicense(call))] });
});

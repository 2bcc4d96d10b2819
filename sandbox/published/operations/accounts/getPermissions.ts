import { ok } from '../../../http/answer';
import { accountIn, published } from '../../operation';
import { permissionView } from '../../views';

export const getPermissions = published('getPermissions', (call) =>
	ok({ permissions: accountIn(call).permissionProfiles.map(permissionView) }),
);

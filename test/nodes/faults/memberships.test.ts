import { matrixOf } from './matrix';

matrixOf(
	'Membership > Create',
	'Membership > Invite',
	'Membership > Update',
	'Membership > Activate',
);

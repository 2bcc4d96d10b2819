import { simplify } from '../../../shared/n8n/fields/descriptions';
import { scimNotice } from '../../descriptions/notices';
import { newUserFields } from '../../descriptions/newUser';
import { upsertOptions } from '../../descriptions/options';
import { creationLock, newUser } from '../../helpers/creating/newUser';
import { evenIfOvertaken } from '../../helpers/creating/overtaken';
import { writing } from '../../helpers/plannedWrites';
import { upserting } from '../../helpers/creating/upsert';
import { BY_EMAIL, GROUPS, MEMBERS, whereAdding } from '../../helpers/userCalls';
import type { Operation } from '../../operation';

/** More than n8n's usual sentence, since an agent has nothing else to go by. */
const DESCRIPTION =
	"Create a new user, or bring the one who is there into line with what you give (upsert): adds the missing membership, changes what differs, or changes nothing. The output's action says which. Safe to repeat. A closed user or membership is opened again only with Reopen Closed.";

export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update user',
	description: DESCRIPTION,
	calls: {
		'create a user who is not there': [...BY_EMAIL, 'createUser', 'getUserDSProfile'],
		'add a user who is there to an account': whereAdding(
			'getUserProfiles',
			'getUsers',
			'getGroups',
			'addUsers',
			'getUserDSProfile',
		),
		'open a closed user again': whereAdding(
			'getUserProfiles',
			'getUsers',
			'getGroups',
			'updateMembership',
			'getUserDSProfile',
		),
		'update a user who differs': [
			...BY_EMAIL,
			MEMBERS,
			GROUPS,
			'updateMembership',
			'updateUser',
			'getUserDSProfile',
		],
	},
	names: { usesDefaultAccount: true },
	fields: [...newUserFields, scimNotice, simplify, upsertOptions],
	work: evenIfOvertaken(
		writing({
			lock: creationLock,
			plan: async (item) => await upserting(item, newUser(item)),
		}),
	),
};

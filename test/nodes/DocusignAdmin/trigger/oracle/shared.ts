import type { Edit, Round, World } from './worlds';

const edit = (what: Edit['what'], user: number, value = 0): Edit => ({
	what,
	user,
	account: 0,
	value,
});
const quiet: Omit<Round, 'edits' | 'polls'> = {
	without: [],
	hasStranger: false,
	restarts: false,
};

/** Two users have one address, by which their profiles are found once they are refused by ID. */
export const SHARED_ADDRESS: World = {
	accounts: 2,
	existing: [
		{ accounts: 1, status: 'active' },
		{ accounts: 1, status: 'active' },
	],
	sharesAddress: true,
	titles: undefined,
	pageSize: 3,
	maxEventsPerPoll: 500,
	minutesApart: 15,
	salt: 0,
	rounds: [2, 3, 4].map((at) => ({
		...quiet,
		edits: [edit('setProfile', 1, at - 1), edit('rename', 0, at - 1)],
		polls: [{ at, status: 403, lasts: false }],
	})),
};

import type { World } from './worlds';

/* Worlds in which, while requests fail, a user is met in the shortest list alone. */

/** Lists fail before one has shown a user's status, n8n goes on from there, and the user is closed. */
export const CLOSED_UNSEEN: World = {
	accounts: 2,
	existing: [{ accounts: 1, status: 'active' }],
	titles: undefined,
	pageSize: 1,
	maxEventsPerPoll: 1,
	minutesApart: 1,
	salt: 0,
	rounds: [
		{
			edits: [{ what: 'add', user: 0, account: 0, value: 0 }],
			without: [],
			hasStranger: false,
			meanwhile: { at: 0, edit: { what: 'touch', user: 0, account: 0, value: 0 } },
			polls: [{ at: 1, status: 400, lasts: true }],
			restarts: false,
		},
		{
			edits: [
				{ what: 'leave', user: 3, account: 0, value: 0 },
				{ what: 'add', user: 0, account: 0, value: 0 },
			],
			without: [],
			hasStranger: false,
			meanwhile: undefined,
			polls: [],
			restarts: true,
		},
	],
};

/** Only an account's shortest list shows a user who is created; then the user name changes. */
export const NAMED_UNSEEN: World = {
	titles: undefined,
	accounts: 2,
	existing: [
		{
			accounts: 1,
			status: 'active',
		},
	],
	pageSize: 1,
	maxEventsPerPoll: 1,
	minutesApart: 15,
	salt: 0,
	rounds: [
		{
			edits: [
				{
					what: 'add',
					user: 0,
					account: 2,
					value: 0,
				},
				{
					what: 'add',
					user: 0,
					account: 0,
					value: 0,
				},
				{
					what: 'setProfile',
					user: 0,
					account: 0,
					value: 0,
				},
			],
			without: [],
			hasStranger: false,
			meanwhile: {
				at: 2,
				edit: {
					what: 'add',
					user: 0,
					account: 0,
					value: 0,
				},
			},
			polls: [
				undefined,
				undefined,
				{
					at: 2,
					status: 400,
					lasts: true,
				},
			],
			restarts: false,
		},
		{
			edits: [
				{
					what: 'add',
					user: 0,
					account: 0,
					value: 0,
				},
			],
			without: [],
			hasStranger: false,
			meanwhile: {
				at: 0,
				edit: {
					what: 'changeEmail',
					user: 6,
					account: 0,
					value: 0,
				},
			},
			polls: [],
			restarts: true,
		},
	],
};

/** Only that list shows a user who is closed; n8n goes on from there, and the user is reopened. */
export const REOPENED_UNSEEN: World = {
	titles: undefined,
	accounts: 2,
	existing: [
		{
			accounts: 1,
			status: 'active',
		},
	],
	pageSize: 1,
	maxEventsPerPoll: 1,
	minutesApart: 1,
	salt: 0,
	rounds: [
		{
			edits: [
				{
					what: 'add',
					user: 0,
					account: 0,
					value: 0,
				},
				{
					what: 'close',
					user: 1,
					account: 0,
					value: 0,
				},
				{
					what: 'setCompany',
					user: 0,
					account: 0,
					value: 0,
				},
			],
			without: [],
			hasStranger: false,
			polls: [
				{
					at: 1,
					status: 400,
					lasts: true,
				},
			],
			restarts: false,
		},
		{
			edits: [
				{
					what: 'reopen',
					user: 1,
					account: 0,
					value: 0,
				},
				{
					what: 'add',
					user: 0,
					account: 0,
					value: 0,
				},
			],
			without: [],
			hasStranger: false,
			polls: [],
			restarts: true,
		},
	],
};

/** Only that list shows a user who is created; n8n goes on from later, and the company changes. */
export const EMPLOYED_UNSEEN: World = {
	accounts: 2,
	existing: [
		{
			accounts: 1,
			status: 'active',
		},
	],
	titles: 'organization',
	pageSize: 3,
	maxEventsPerPoll: 1,
	minutesApart: 1,
	salt: 0,
	rounds: [
		{
			edits: [
				{
					what: 'add',
					user: 0,
					account: 0,
					value: 0,
				},
				{
					what: 'touch',
					user: 0,
					account: 0,
					value: 0,
				},
			],
			without: [],
			hasStranger: false,
			polls: [
				{
					at: 2,
					status: 400,
					lasts: true,
				},
			],
			restarts: false,
		},
		{
			edits: [
				{
					what: 'setCompany',
					user: 7,
					account: 0,
					value: 0,
				},
			],
			without: [],
			hasStranger: false,
			polls: [],
			restarts: true,
		},
	],
};

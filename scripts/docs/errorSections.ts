import { CONNECTION_TEST_ERRORS } from '../../credentials/shared/connectionTest';
import { OAUTH_ERRORS } from '../../credentials/shared/oauth/oauthErrors';
import { REACH_ERRORS } from '../../credentials/shared/reach';
import { SCIM_TEST_ERRORS } from '../../credentials/shared/scim/scimConnectionTest';
import {
	SCIM_DOUBT_ROWS,
	SCIM_TOKEN_ROWS,
	SCIM_URL_ROWS,
} from '../../credentials/shared/scim/scimErrors';
import { FIELD_ROWS, HOST_ROWS, KEY_ROWS } from '../../credentials/shared/settingErrors';
import { ACCESS_ROWS } from '../../nodes/DocusignAdmin/api/errors/rows/access';
import { JOB_ROWS } from '../../nodes/DocusignAdmin/api/errors/rows/jobs';
import { LIST_ROWS } from '../../nodes/DocusignAdmin/api/errors/rows/lists';
import { ANSWER_ROWS } from '../../nodes/shared/errors/rows/answers';
import { INPUT_ROWS } from '../../nodes/shared/errors/rows/input';
import { LIMIT_ROWS } from '../../nodes/shared/errors/rows/limits';
import { PAGING_ROWS } from '../../nodes/shared/errors/rows/paging';
import { RULE_ROWS } from '../../nodes/DocusignAdmin/api/errors/rows/rules';
import { NAME_ROWS } from '../../nodes/DocusignAdmin/api/errors/rows/names';
import { NOT_FOUND_ROWS } from '../../nodes/DocusignAdmin/api/errors/rows/notFound';
import { SCIM_ROWS } from '../../nodes/DocusignScim/api/errors/catalogue';

/** A row as the catalogue shows it: credentials say the cause itself, nodes have a message before it. */
export interface DocumentedRow {
	readonly code: string;
	readonly message?: string;
	readonly cause: string;
	readonly remedy: string;
}

export interface Section {
	title: string;
	intro: string;
	rows: readonly DocumentedRow[];
}

const values = (table: Readonly<Record<string, DocumentedRow>>) => Object.values(table);

/** The one table of everything that can go wrong, in the order of docs/errors.md. */
export const ERROR_SECTIONS: readonly Section[] = [
	{
		title: 'Fields of the Docusign Admin credentials',
		intro: 'Found before any request is sent.',
		rows: [...values(HOST_ROWS), ...values(FIELD_ROWS)],
	},
	{
		title: 'The private key',
		intro: 'Found before any request is sent. Keys are repaired where that is safe.',
		rows: values(KEY_ROWS),
	},
	{
		title: 'Signing in',
		intro:
			'What the token endpoint, or the way to it, answers instead of a token. What may pass is tried once more, a limit where it ends within five seconds; nothing else is. With OAuth2 n8n hides when a limit ends, so that it is told at once (`DOCUSIGN_RENEWAL_FAILED`).',
		rows: OAUTH_ERRORS,
	},
	{
		title: 'The credential test',
		intro: "What comes after a sign-in that worked: the test lists the user's organizations.",
		rows: CONNECTION_TEST_ERRORS,
	},
	{
		title: 'The credential test: no answer',
		intro: 'Of the Admin API, or of the SCIM server, before anything secret is sent there.',
		rows: REACH_ERRORS,
	},
	{
		title: 'Fields of the nodes',
		intro: 'Refused before anything is sent; the message says which field and why.',
		rows: INPUT_ROWS,
	},
	{ title: 'Tokens, scopes and rights', intro: 'Who may do what.', rows: ACCESS_ROWS },
	{
		title: 'Organizations, accounts, users and what belongs to them',
		intro: 'What a request is about, and whether it is there.',
		rows: [...NOT_FOUND_ROWS, ...NAME_ROWS],
	},
	{ title: "Docusign's rules", intro: 'Why a change is refused.', rows: RULE_ROWS },
	{
		title: 'Limits',
		intro: 'Waited for up to the option Max Wait; these come when that was not enough.',
		rows: LIMIT_ROWS,
	},
	{
		title: 'Answers that are none',
		intro: 'Reads and harmless changes are repeated before one of these is shown.',
		rows: ANSWER_ROWS,
	},
	{
		title: 'Lists',
		intro: 'Why a list could not be read to its end or passed on.',
		rows: [...PAGING_ROWS, ...LIST_ROWS, ...JOB_ROWS],
	},
	{
		title: 'SCIM: fields and test of the credential',
		intro: 'The SCIM token is of its own kind and belongs to this credential alone.',
		rows: [...values(SCIM_URL_ROWS), ...values(SCIM_TOKEN_ROWS), ...SCIM_TEST_ERRORS],
	},
	{
		title: 'SCIM: doubts about the credential',
		intro:
			"Added to what a node says where the server refuses a request, and written to n8n's log: what looks wrong in the credential's fields, and may be right all the same.",
		rows: values(SCIM_DOUBT_ROWS),
	},
	{
		title: 'SCIM: answers',
		intro: 'By `scimType` (RFC 7644, section 3.12) where the server gives one, else by status.',
		rows: SCIM_ROWS,
	},
];

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CONNECTION_TEST_ERRORS } from '../../credentials/shared/connectionTest';
import {
	findOAuthError,
	OAUTH_ERRORS,
	type OAuthFailure,
	type OAuthMatch,
} from '../../credentials/shared/oauth/oauthErrors';
import { FIELD_ROWS, HOST_ROWS, KEY_ROWS } from '../../credentials/shared/settingErrors';
import { CATALOGUE } from '../../nodes/DocusignAdmin/api/errors/catalogue';
import { SCIM_ROWS } from '../../nodes/DocusignScim/api/errors/catalogue';
import { ERROR_SECTIONS } from '../../scripts/docs/errorSections';
import { renderErrors } from '../../scripts/docs/renderErrors';

const root = join(__dirname, '..', '..');

/** The TypeScript sources below a folder, by path. */
function sources(folder: string): Array<[path: string, text: string]> {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts'))
		.map((path) => [join(folder, path), readFileSync(join(root, folder, path), 'utf8')]);
}

const code = [...sources('nodes'), ...sources('credentials')];
const rows = ERROR_SECTIONS.flatMap((section) => section.rows);
const known = new Set(rows.map((row) => row.code));

/** The sources that use rows, as against those that hold them. */
const users = code
	.filter(([path]) => !/errors[\\/]rows[\\/]|settingErrors\.ts$/.test(path))
	.map(([, text]) => text)
	.join('\n');

describe('docs/errors.md', () => {
	it('is what `npm run docs:errors` writes', () => {
		const written = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
		expect(written).toBe(renderErrors(ERROR_SECTIONS));
	});

	it('fills every placeholder and leaves nothing out', () => {
		const text = renderErrors(ERROR_SECTIONS);
		expect(text.replace('{{ $json.details.code', '')).not.toMatch(/\{\w+\}|undefined| {2}/);
		for (const each of known) expect(text).toContain(`### \`${each}\``);
	});
});

describe('the table of errors', () => {
	it('has each code once', () => {
		const codes = rows.map((row) => row.code);
		expect(codes.filter((each, index) => codes.indexOf(each) !== index)).toEqual([]);
	});

	it('has a row for each code that the sources name', () => {
		const unknown = code.flatMap(([path, text]) =>
			(text.match(/DOCUSIGN_[A-Z0-9]+(?:_[A-Z0-9]+)*/g) ?? [])
				.filter((each) => !known.has(each))
				.map((each) => `${path}: ${each}`),
		);
		expect(unknown).toEqual([]);
	});

	it('says cause and remedy of each in whole sentences', () => {
		for (const { code: each, cause, remedy } of rows) {
			expect({ each, cause }).toEqual({ each, cause: expect.stringMatching(/[.}]$/) });
			expect({ each, remedy }).toEqual({ each, remedy: expect.stringMatching(/[.}]$/) });
		}
	});
});

describe('every row has a user', () => {
	it.each([...CATALOGUE, ...SCIM_ROWS].map((row) => row.code))('%s is thrown', (each) => {
		expect(users.includes(`'${each}'`)).toBe(true);
	});

	it.each(
		[HOST_ROWS, FIELD_ROWS, KEY_ROWS].flatMap((table) =>
			Object.entries(table).map(([key, row]) => [row.code, key] as const),
		),
	)('%s is told for a field', (_, key) => {
		expect(new RegExp(`_ROWS\\.${key}\\b|'${key}'(?!:)`).test(users)).toBe(true);
	});

	it.each(OAUTH_ERRORS.map((row) => [row.code, row.match] as const))(
		'%s is told for an answer that no row before it takes',
		(each, match) => {
			expect(findOAuthError(failureFor(match)).code).toBe(each);
		},
	);

	it('of the connection test is for an answer of its own', () => {
		const matches = CONNECTION_TEST_ERRORS.flatMap(({ match }) =>
			'statuses' in match ? match.statuses.map(String) : [`${match.key}=${match.value}`],
		);
		expect(new Set(matches).size).toBe(matches.length);
	});
});

/** The plainest failure that a row is written for. */
function failureFor(match: OAuthMatch): OAuthFailure {
	const { network, status, error, description, clocksDiffer, limit } = match;
	return {
		network: network?.[0],
		status: limit ? 429 : (status?.[0] ?? (network ? undefined : 200)),
		error: error === '' ? 'something_else' : [error].flat()[0],
		description: description?.[0],
		clocksDiffer,
	};
}

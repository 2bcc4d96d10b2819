import type { INodeProperties } from 'n8n-workflow';

import { DocusignAdminJwtApi } from '../../../credentials/DocusignAdminJwtApi.credentials';
import { DocusignAdminOAuth2Api } from '../../../credentials/DocusignAdminOAuth2Api.credentials';
import { DocusignScimApi } from '../../../credentials/DocusignScimApi.credentials';
import { allFields, descriptions, operationMenus, panel, placeOf, textsOf } from './descriptions';

/** Rules on what people read in the editor, held against every field of every node and credential. */

const jwt = new DocusignAdminJwtApi().properties;
const oAuth2 = new DocusignAdminOAuth2Api().properties;
const isSeen = ({ type }: INodeProperties) => type !== 'hidden';

const fields = allFields([
	...descriptions.flatMap(({ properties }) => properties),
	...[jwt, oAuth2, new DocusignScimApi().properties].flat().filter(isSeen),
]);

/** The fields that break a rule, each by its place. */
const breaking = (rule: (field: INodeProperties) => boolean) =>
	fields.filter((field) => !rule(field)).map(placeOf);

it('speaks of API versions where one is chosen, and nowhere else', () => {
	const others = ({ name }: INodeProperties) => name !== 'apiContract';
	const words = /\bcontracts?\b|\bcursor\b|\bwire\b/i;
	expect(
		breaking((field) => !others(field) || !textsOf(field).some((text) => words.test(text))),
	).toEqual([]);
});

it('spells email as n8n does', () => {
	expect(breaking((field) => !textsOf(field).some((text) => /e-mail/i.test(text)))).toEqual([]);
});

it('shows in every field that is typed into what belongs there', () => {
	const isTyped = ({ type }: INodeProperties) => type === 'string' || type === 'json';
	// Dots stand for a password in n8n, so that an example would not be seen.
	const isSecret = ({ typeOptions }: INodeProperties) => typeOptions?.password === true;
	expect(breaking((field) => !isTyped(field) || isSecret(field) || !!field.placeholder)).toEqual(
		[],
	);
	expect(
		breaking(({ modes = [] }) => modes.every(({ placeholder }) => placeholder !== undefined)),
	).toEqual([]);
});

it('says of every time in which zone it is', () => {
	expect(
		breaking(({ type, description = '' }) => type !== 'dateTime' || /zone/.test(description)),
	).toEqual([]);
});

it('shows no federated status as chosen before somebody chooses', () => {
	const status = fields.filter(({ name }) => name === 'federatedStatus');
	expect(status.length).toBeGreaterThan(1);
	for (const field of status) expect(field.default).toBe('');
});

describe.each(descriptions.map((node) => [node.displayName, node] as const))('%s', (_, node) => {
	const panels = operationMenus(node).flatMap(({ resource, operations }) =>
		operations.map(({ value }) => panel(node, resource, String(value))),
	);

	it('has one notice a panel at most, of two lines', () => {
		const shown = panels.length > 0 ? panels : [node.properties];
		for (const properties of shown) {
			const notices = properties.filter(({ type }) => type === 'notice');
			expect(notices.length).toBeLessThanOrEqual(1);
			// About 55 letters go into a line of the panel.
			for (const { displayName } of notices) expect(displayName.length).toBeLessThanOrEqual(110);
		}
	});

	it('names actions as n8n does, without articles', () => {
		const actions = operationMenus(node).flatMap(({ operations }) =>
			operations.map(({ action }) => String(action)),
		);
		expect(actions.filter((action) => /\b(a|an|the)\b/i.test(action))).toEqual([]);
		expect(actions.filter((action) => !/^[A-Z][a-z]+ /.test(action))).toEqual([]);
	});
});

describe('the credential windows', () => {
	it.each([
		['JWT', jwt],
		['OAuth2', oAuth2],
	])('have the API version last: %s', (_, properties) => {
		const last = properties.filter(isSeen).at(-1)!;
		expect(last).toMatchObject({ displayName: 'API Version', name: 'apiContract' });
		expect(last.description).toMatch(/^Leave as it is unless /);
		expect(last.default).toBe('openApi');
	});

	it('ask for the environment before Connect is pressed', () => {
		expect(oAuth2[0].name).toBe('environment');
		expect(oAuth2[0].hint).toMatch(/before you press Connect/);
	});

	it('recommend a page of one’s own to be led to after consent', () => {
		const redirectUri = jwt.find(({ name }) => name === 'redirectUri')!;
		expect(textsOf(redirectUri).join()).not.toMatch(/oauth2-credential|callback/);
	});
});

it('tells on the trigger how often to poll', () => {
	const notices = fields.filter(({ type, name }) => type === 'notice' && name === 'intervalNotice');
	expect(notices[0].displayName).toMatch(/15 minutes/);
});

it('shows what an account means that is left empty', () => {
	const optional = fields.filter(({ name, required }) => name === 'accountId' && !required);
	const shown = optional.map(({ modes }) => modes?.[0].placeholder);
	expect(shown.length).toBeGreaterThan(3);
	expect(shown).not.toContain('Select an account…');
	expect(shown).toContain('All accounts');
});

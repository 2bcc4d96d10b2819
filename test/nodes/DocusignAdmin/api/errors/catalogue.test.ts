import { WORDS_N8N_REPLACES } from '../../../../../credentials/shared/messageFilter';
import {
	CATALOGUE,
	rowOf,
	createFailure,
} from '../../../../../nodes/DocusignAdmin/api/errors/catalogue';

const replaced = new RegExp(WORDS_N8N_REPLACES.join('|'), 'i');

describe('the catalogue', () => {
	it('has each code once', () => {
		const codes = CATALOGUE.map(({ code }) => code);
		expect(new Set(codes).size).toBe(codes.length);
	});

	it.each(CATALOGUE.map((row) => [row.code, row] as const))('%s is complete', (code, row) => {
		expect(rowOf(code)).toBe(row);
		expect(row.code).toMatch(/^DOCUSIGN_[A-Z_]+$/);
		expect(row.cause).toMatch(/\.$/);
		expect(row.remedy).toMatch(/\.$/);
		expect(row.message).not.toMatch(/\.$/);
		expect(`${row.cause}${row.remedy}`).not.toMatch(/[{}]/);
	});

	it.each(CATALOGUE.map(({ code }) => code))('%s reads well without any facts', (code) => {
		const { message, description } = createFailure(code);
		expect(message).not.toMatch(/undefined|[{}]|\s{2}|^\s|\s$/);
		expect(description).not.toMatch(/undefined|[{}]|\s{2}/);
		expect(`${message} ${description}`).not.toMatch(replaced);
	});
});

describe('createFailure', () => {
	it('quotes Docusign once: in the message if it has a place for it, else after the remedy', () => {
		const docusign = { error: 'invalid_row_data', message: 'Bad row' };
		const refused = createFailure('DOCUSIGN_VALIDATION_REFUSED', {}, { docusign });
		expect(refused.message).toContain('Bad row (invalid_row_data)');
		expect(refused.description).not.toContain('Bad row');
		const missing = createFailure('DOCUSIGN_USER_NOT_FOUND', {}, { docusign });
		expect(missing.message).not.toContain('Bad row');
		expect(missing.description).toMatch(/ Docusign said: Bad row \(invalid_row_data\)$/);
	});

	it('does not call the outcome unknown unless told so', () => {
		expect(createFailure('DOCUSIGN_CUT_OFF').unknownOutcome).toBe(false);
	});
});

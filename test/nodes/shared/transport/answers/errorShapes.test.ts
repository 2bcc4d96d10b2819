import fc from 'fast-check';

import { readErrorText } from '../../../../../nodes/shared/transport/answers/errorText';
import { errorAnswer, type ErrorShape } from '../../../../../sandbox/http/errorShapes';

const facts = { status: 400, code: 'SOMETHING_WRONG', message: 'No such thing' };
const SHAPES: ErrorShape[] = [
	'errorCode',
	'oauth',
	'problem',
	'userMessage',
	'modelState',
	'errors',
	'errorMessage',
];
const WITHOUT_CODE = ['modelState', 'errorMessage'];
const WITH_REFERENCE = ['oauth', 'problem', 'userMessage', 'errors', 'errorMessage'];

/** The same body with its keys written in another way. */
const rewritten = (value: unknown, write: (key: string) => string): unknown => {
	if (Array.isArray(value)) return value.map((entry) => rewritten(entry, write));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [write(key), rewritten(entry, write)]),
	);
};

describe.each(SHAPES)('an error in the shape %s', (shape) => {
	const { body } = errorAnswer(shape, facts);

	it('is read with its text, its code and its reference', () => {
		const read = readErrorText(body);
		expect(read.message).toContain(facts.message);
		expect(read.error).toBe(WITHOUT_CODE.includes(shape) ? undefined : facts.code);
		expect(Boolean(read.reference)).toBe(WITH_REFERENCE.includes(shape));
	});

	it.each([
		['capitals', (key: string) => key.toUpperCase()],
		['small letters', (key: string) => key.toLowerCase()],
		['capitals at the beginning', (key: string) => key.charAt(0).toUpperCase() + key.slice(1)],
		[
			'underscores',
			(key: string) => key.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
		],
	])('is read as well with its keys in %s', (_, write) => {
		expect(readErrorText(rewritten(body, write))).toMatchObject({
			error: readErrorText(body).error,
			message: expect.stringContaining(facts.message),
		});
	});

	it('is read as well from its text', () => {
		expect(readErrorText(JSON.stringify(body))).toEqual(readErrorText(body));
	});
});

describe('readErrorText', () => {
	it('says each single error once, beside what is said of all', () => {
		expect(
			readErrorText({
				title: 'Bad Request',
				detail: 'Two fields are wrong',
				errors: [
					{ code: 'email_invalid', message: 'Email is no address', target: 'email' },
					{ code: 'x', message: 'Two fields are wrong' },
					{ code: 'name_missing', message: 'Name is missing' },
				],
			}),
		).toEqual({
			error: 'email_invalid',
			message: 'Two fields are wrong: Email is no address: Name is missing',
			reference: undefined,
		});
	});

	it('names the fields that a framework could not read', () => {
		const ModelState = { 'request.users[0].email': ['Is no address', 'Is too long'] };
		expect(readErrorText({ Message: 'The request is invalid.', ModelState }).message).toBe(
			'The request is invalid.: request.users[0].email: Is no address Is too long',
		);
		expect(readErrorText({ title: 'Bad', errors: { email: ['Is no address'] } }).message).toBe(
			'Bad: email: Is no address',
		);
	});

	it('passes over what stands in the place of a text', () => {
		expect(
			readErrorText({ error: true, errorCode: 'X', message: null, detail: 'Y' }),
		).toMatchObject({
			error: 'X',
			message: 'Y',
		});
		expect(readErrorText([])).toEqual({});
	});

	it('never fails and never gives more than 300 characters', () => {
		const keys = fc.constantFrom('error', 'errors', 'message', 'ModelState', 'detail', 'Error');
		const body = fc.letrec((tie) => ({
			value: fc.oneof({ depthSize: 'small' }, fc.anything(), fc.dictionary(keys, tie('value'))),
		})).value;
		fc.assert(
			fc.property(body, (given) => {
				const { error = '', message = '', reference = '' } = readErrorText(given);
				expect(error.length).toBeLessThanOrEqual(100);
				expect(message.length).toBeLessThanOrEqual(300);
				expect(reference.length).toBeLessThanOrEqual(100);
			}),
		);
	});
});

import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';

import { plainText, readErrorText } from '../../../../../nodes/shared/transport/answers/errorText';

describe('readErrorText', () => {
	it.each([
		['OAuth and Admin', { error: 'invalid_request', error_description: 'No such thing' }],
		['eSignature', { errorCode: 'invalid_request', message: 'No such thing' }],
		['an object under error', { error: { code: 'invalid_request', message: 'No such thing' } }],
		['a JSON text', '{"error":"invalid_request","error_description":"No such thing"}'],
	])('reads the shape of %s', (_, body) => {
		expect(readErrorText(body)).toEqual({ error: 'invalid_request', message: 'No such thing' });
	});

	it('reads the shape of Connect', () => {
		const body = { errorMessage: 'No such thing', referenceId: 'r-1' };
		expect(readErrorText(body)).toEqual({ message: 'No such thing', reference: 'r-1' });
	});

	it.each([
		[undefined],
		[null],
		[''],
		[[]],
		['<!DOCTYPE html><html></html>'],
		['  <html>x</html>'],
	])('finds nothing in %j', (body) => {
		expect(readErrorText(body).error).toBeUndefined();
		expect(readErrorText(body).message).toBeUndefined();
	});

	it('shows a plain text as it is', () => {
		expect(readErrorText('Service is busy').message).toBe('Service is busy');
	});
});

describe('plainText', () => {
	it('is one line of at most 300 characters, whatever comes', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ maxLength: 2_000 }), fc.anything()), (value) => {
				const text = plainText(value);
				if (text === undefined) return;
				expect(text.length).toBeGreaterThan(0);
				expect(text.length).toBeLessThanOrEqual(300);
				expect(text).not.toMatch(/[\r\n\t\0]/);
			}),
		);
	});

	it('shortens what is too long', () => {
		const text = plainText('a word and '.repeat(100)) ?? '';
		expect(text).toMatch(/^a word .*…$/);
		expect(text.length).toBeLessThanOrEqual(300);
	});

	it('keeps what looks like a secret to itself', () => {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
		const token = `eyJ${Buffer.from('{"alg":"RS256"}').toString('base64url')}.abc_-.def_-`;
		const said = [
			`Bearer ${token} is not valid`,
			`the token ${token}`,
			`assertion=${token}&grant_type=x`,
			`id_token: 'opaque-id-value'`,
			`{"access_token":"opaque-secret-value"}`,
			pem,
		].join(' | ');
		const text = plainText(said, 10_000) ?? '';
		expect(text).toContain('is not valid');
		expect(text).toContain('grant_type=x');
		for (const secret of [
			token,
			'opaque-secret-value',
			'opaque-id-value',
			pem.split('\n')[1],
			'PRIVATE KEY',
		]) {
			expect(text).not.toContain(secret);
		}
	});
});

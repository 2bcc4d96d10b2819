import { isAddress, isDomain, seen } from '../../../../../nodes/DocusignAdmin/api/users/address';
import { isSameAddress } from '../../../../../nodes/DocusignAdmin/api/users/userRecord';

describe('an address', () => {
	it.each([
		'jane@example.com',
		"o'neil+docusign@mail.example.co.uk",
		'j\u00fcrgen@m\u00fcller.example',
		'ju\u0308rgen@mu\u0308ller.example',
		'jane@xn--mller-kva.example',
		'"jane.doe"@example.com',
		'#!$%&*/=?^_`{|}~-@example.com',
		'jane@under_score.example',
		'jane@intranet',
	])('is %s', (text) => expect(isAddress(text)).toBe(true));

	it.each([
		'mailto:jane@example.com',
		'<jane@example.com>',
		'Jane <jane@example.com>',
		'jane@example.com;',
		'jane@example.com,',
		'jane@example.com;joe@example.com',
		"'jane@example.com'",
		'jane@example.com.',
		'jane@example..com',
		'jane@@example.com',
		'jane@',
		'@example.com',
		'jane(work)@example.com',
		'jane@example.com\u200b',
		'\ufeffjane@example.com',
		'ja\u00adne@example.com',
		'jane@exam ple.com',
		'',
	])('is not %j', (text) => expect(isAddress(text)).toBe(false));

	it('is the same however its letters are composed', () => {
		expect(
			isSameAddress('J\u00fcrgen@M\u00fcller.example ', 'ju\u0308rgen@mu\u0308ller.example'),
		).toBe(true);
		expect(isSameAddress('jurgen@muller.example', 'ju\u0308rgen@mu\u0308ller.example')).toBe(false);
	});
});

it('a domain has no sign of an address, a link or a pattern', () => {
	for (const text of ['example.com', 'gov', 'm\u00fcller.example'])
		expect(isDomain(text)).toBe(true);
	for (const text of [
		'*.example.com',
		'a@example.com',
		'https://example.com',
		'.test',
		'example.com.',
		'',
	])
		expect(isDomain(text)).toBe(false);
});

it('a sign that nobody sees is seen in a message', () => {
	expect(seen('a\u200bb\u00adc')).toBe('a\\u{200b}b\\u{ad}c');
});

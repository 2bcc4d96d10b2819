import fc from 'fast-check';
import { nextCursor } from '../../../../nodes/shared/paging/links';

const BASE = 'https://api.example.com/Management';

describe('nextCursor', () => {
	it.each([
		['a path without the prefix', '/users?cursor=abc123'],
		['the same without its slash', 'users?cursor=abc123'],
		['a bare query', '?cursor=abc123'],
		['a full path', '/Management/v2/organizations/1/users?count=100&cursor=abc123'],
		['an absolute URL', 'https://api.example.com/Management/v2/users?cursor=abc123&count=100'],
		['an absolute URL with the default port', 'https://api.example.com:443/users?cursor=abc123'],
		['one without scheme', '//api.example.com/users?cursor=abc123'],
		['blanks around it', ' \n/users?cursor=abc123\t'],
		['a fragment behind it', '/users?cursor=abc123#page2'],
	])('reads %s', (_, link) => {
		expect(nextCursor(link, BASE)).toBe('abc123');
	});

	it.each([undefined, null, '', '   ', '\n', '/users?cursor='])('takes %j for the end', (link) => {
		expect(nextCursor(link, BASE)).toBeUndefined();
	});

	it('refuses a link that goes on by something else, rather than end the list', () => {
		expect(() => nextCursor('/users?page_token=x', BASE)).toThrow('has no cursor');
	});

	it('keeps any cursor as it is', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (cursor) => {
				expect(nextCursor(`/users?cursor=${encodeURIComponent(cursor)}`, BASE)).toBe(cursor);
			}),
		);
		expect(nextCursor('/users?cursor=ab+c/d==', BASE)).toBe('ab+c/d==');
	});
});

describe('a link that leads elsewhere', () => {
	it.each([
		['another host', 'https://evil.example.com/users?cursor=a'],
		['another host without scheme', '//evil.example.com/users?cursor=a'],
		['another scheme', 'http://api.example.com/users?cursor=a'],
		['another port', 'https://api.example.com:8443/users?cursor=a'],
		['a host that only begins alike', 'https://api.example.com.evil.example.com/?cursor=a'],
		['the host as user name', 'https://api.example.com@evil.example.com/?cursor=a'],
		['a user name', 'https://someone@api.example.com/users?cursor=a'],
		['a password', 'https://:word@api.example.com/users?cursor=a'],
		['backslashes for slashes', '\\\\evil.example.com/users?cursor=a'],
		['a slash and a backslash', '/\\evil.example.com/users?cursor=a'],
		['a backslash before the host ends', 'https://api.example.com\\@evil.example.com/?cursor=a'],
		['a line break inside', '/\n/evil.example.com/users?cursor=a'],
		['a tab inside', 'ht\ttps://evil.example.com/?cursor=a'],
		['an origin inside', 'blob:https://api.example.com/users?cursor=a'],
		['a script', 'javascript:alert(1)?cursor=a'],
		['no host', 'https://?cursor=a'],
		['a port out of range', 'https://api.example.com:99999/?cursor=a'],
		['nothing to go on by', '/users'],
		['no text', 42],
		['an object', { href: '/users?cursor=a' }],
	])('refuses %s', (_, link) => {
		expect(() => nextCursor(link, BASE)).toThrow(
			expect.objectContaining({ name: 'PagingError', code: 'DOCUSIGN_FOREIGN_LINK' }),
		);
	});

	it('never names a link in full, since its cursor may be private', () => {
		expect(() => nextCursor('https://evil.example.com/users?cursor=private', BASE)).toThrow(
			/^(?!.*private).*evil\.example\.com/,
		);
	});

	it('gives values or refuses, whatever the link', () => {
		const url = fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string(), fc.anything());
		fc.assert(
			fc.property(url, (link) => {
				let cursor: string | undefined;
				try {
					cursor = nextCursor(link, BASE);
				} catch (error) {
					expect(error).toMatchObject({ code: 'DOCUSIGN_FOREIGN_LINK' });
					return;
				}
				if (typeof link === 'string' && /^[a-z]+:\/\//i.test(link.trim())) {
					expect(link.trim().toLowerCase()).toMatch(/^https:\/\/api\.example\.com/);
				}
				expect(['string', 'undefined']).toContain(typeof cursor);
			}),
		);
	});
});

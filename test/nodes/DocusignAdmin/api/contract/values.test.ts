import fc from 'fast-check';

import {
	federatedStatusCursor,
	federatedStatusPublished,
	idCursor,
	idPublished,
	languageCursor,
	languagePublished,
} from '../../../../../nodes/DocusignAdmin/api/contract/values';

describe('values that the two contracts spell differently', () => {
	it.each([
		['FedAuthRequired', 'Federated'],
		['RemoveStatus', 'RemoveFederation'],
	])('federated status %s is %s on the cursor contract', (published, cursor) => {
		expect(federatedStatusCursor(published)).toBe(cursor);
		expect(federatedStatusPublished(cursor)).toBe(published);
		expect(federatedStatusPublished(published)).toBe(published);
		expect(federatedStatusCursor(cursor)).toBe(cursor);
	});

	it('leaves out on the published contract what the other calls not federated', () => {
		expect(federatedStatusPublished('NotFederated')).toBeUndefined();
	});

	it.each(['en', 'pt_BR', 'zh_CN'])('language %s comes back as it was', (code) => {
		expect(languagePublished(languageCursor(code))).toBe(code);
	});

	it('keeps every id to the last digit, also those too large for a number', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (id) => {
				const published = idPublished(String(id));
				expect(String(published)).toBe(String(id));
				expect(idCursor(published)).toBe(String(id));
			}),
		);
		expect(idPublished('12345678')).toBe(12345678);
		expect(idPublished('9223372036854775807')).toBe('9223372036854775807');
	});
});

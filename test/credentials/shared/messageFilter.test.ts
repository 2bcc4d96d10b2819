import fc from 'fast-check';
import { NodeApiError, type INode } from 'n8n-workflow';

import { keepMessage, WORDS_N8N_REPLACES } from '../../../credentials/shared/messageFilter';

const node = { type: 'n8n-nodes-base.noOp', name: 'Temp-Node' } as INode;
const shownByN8n = (message: string) => new NodeApiError(node, new Error(message) as never).message;

const texts = fc
	.array(
		fc.oneof(
			fc.constantFrom(...WORDS_N8N_REPLACES),
			fc.constantFrom(...WORDS_N8N_REPLACES).map((word) => word.toLowerCase()),
			fc.constantFrom('pre', 'ing', ' ', 'https://example.com/', '?a=', '.', 'E', 'EAC', 'ec'),
			fc.string({ maxLength: 5 }),
		),
		{ minLength: 1, maxLength: 12 },
	)
	.map((pieces) => `x${pieces.join('')}`);

describe('a message', () => {
	it('is replaced by n8n when it holds certain words, which is why this file exists', () => {
		for (const word of WORDS_N8N_REPLACES) {
			expect(shownByN8n(`a ${word.toLowerCase()}ing b`)).not.toContain('ing b');
		}
	});

	it('is shown by n8n as it is, once kept', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const kept = keepMessage(text);
				expect(shownByN8n(kept)).toBe(kept);
			}),
		);
	});

	it('reads the same as before', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const visible = keepMessage(text).replace(/\u200B/g, '');
				expect(visible.replace(/%45|%47|%65|%67/g, (code) => decodeURIComponent(code))).toBe(
					text
						.replace(/\u200B/g, '')
						.replace(/%45|%47|%65|%67/g, (code) => decodeURIComponent(code)),
				);
			}),
		);
	});

	it('keeps the meaning of its links', () => {
		const kept = keepMessage('open https://example.com/deviceaccess?to=preexisting now');
		const [, link] = kept.split(' ');
		expect(shownByN8n(kept)).toBe(kept);
		expect(decodeURIComponent(link)).toBe('https://example.com/deviceaccess?to=preexisting');
	});
});

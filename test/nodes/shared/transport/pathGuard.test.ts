import fc from 'fast-check';

import { demandWholePath } from '../../../../nodes/shared/transport/pathGuard';

const ORGANIZATION = '/v2/organizations/7f3c1a52-4f0e-4c8e-9a53-0d6f1b7c2e11';

it.each(['', '.', '..', 'undefined', 'null', 'NaN'])('refuses the segment "%s"', (segment) => {
	const refused = expect.objectContaining({ code: 'DOCUSIGN_INVALID_INPUT' });
	expect(() => demandWholePath(`${ORGANIZATION}/users/${segment}/accounts`)).toThrow(refused);
	expect(() => demandWholePath(`${ORGANIZATION}/users/${segment}`)).toThrow(refused);
});

it('lets every path through that stays itself when a URL is made of it', () => {
	const segment = fc.string({ minLength: 1 }).map(encodeURIComponent);
	fc.assert(
		fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
			const path = `/${segments.join('/')}`;
			const stays = new URL(path, 'https://api.example.com').pathname === path;
			const named = !segments.some((each) => ['undefined', 'null', 'NaN'].includes(each));
			if (stays && named) expect(() => demandWholePath(path)).not.toThrow();
			else expect(() => demandWholePath(path)).toThrow();
		}),
	);
});

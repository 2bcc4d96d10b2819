/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { defaultOptions, isOption } from '../../sandbox/options';
import { defaultSeed } from '../../sandbox/state/seed';

const readme = readFileSync(`${__dirname}/../../sandbox/README.md`, 'utf8');

const names = Object.keys(defaultOptions).filter(
	(name) => !(name in defaultSeed) && name !== 'now',
);

test.each([...names, 'rateLimit'])('the README tells of %s', (name) => {
	expect(isOption(name)).toBe(true);
	expect(readme).toContain(`\`${name}\``);
});

test('what is code or no option cannot be set from outside', () => {
	expect(['now', 'dsProfile', 'toString'].filter(isOption)).toEqual([]);
});

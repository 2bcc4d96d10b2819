import { fillMessage } from '../../../../nodes/shared/errors/messageTemplate';

describe('fillMessage', () => {
	const words = { named: { user: 'user', account: 'account' } };

	it('names what is known, and speaks of the rest in general', () => {
		const template = 'Could not {operation}: {user} is not in {account}';
		expect(fillMessage(template, {}, words)).toBe(
			'Could not carry out the request: the user is not in the account',
		);
		const facts = { operation: 'close the user', user: 'jane@example.com', account: 'a-1' };
		expect(fillMessage(template, facts, words)).toBe(
			'Could not close the user: the user "jane@example.com" is not in the account "a-1"',
		);
	});

	it('gives the end of a limit in UTC, rounded up', () => {
		const endsAt = Date.UTC(2030, 0, 1, 12, 59, 59, 1);
		expect(fillMessage('{endsAt}', { endsAt })).toBe('2030-01-01 13:00:00 UTC');
	});

	it('does not fill in what stands in a value', () => {
		expect(fillMessage('{said}', { said: '{host} $& $1', host: 'x' })).toBe('{host} $& $1');
	});
});

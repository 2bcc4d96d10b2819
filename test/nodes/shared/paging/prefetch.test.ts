import { Prefetch } from '../../../../nodes/shared/paging/prefetch';
import { allowNoUnhandledRejection, settled } from './support/unhandled';

allowNoUnhandledRejection();

describe('Prefetch', () => {
	it('lets a failure that nobody waits for pass', async () => {
		const ahead = new Prefetch(
			() => 'ask',
			async () => await Promise.reject(new Error('cut off')),
			2,
		);
		expect(ahead.peek()).toBe('ask');
		await settled();
		await expect(ahead.take()).rejects.toThrow('cut off');
	});

	it('has no answer while there is nothing to ask for, and goes on when there is', async () => {
		const asks: string[] = [];
		const ahead = new Prefetch(
			() => asks.shift(),
			async (ask) => `answer to ${ask}`,
			2,
		);
		expect(await ahead.take()).toBeUndefined();
		asks.push('a', 'b', 'c');
		expect(await ahead.take()).toBe('answer to a');
		expect(ahead.peek()).toBe('b');
		ahead.drop();
		ahead.putBack('a', 'answer put back');
		expect(ahead.peek()).toBe('a');
		expect(await ahead.take()).toBe('answer put back');
		expect(await ahead.take()).toBe('answer to c');
	});
});

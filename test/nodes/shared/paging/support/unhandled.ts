/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setImmediate } from 'node:timers/promises';

/** Until all that is settled has been heard of. */
export const settled = async (): Promise<void> => {
	await setImmediate();
	await setImmediate();
};

/** Fails each test of the file that leaves a rejection unhandled. */
export function allowNoUnhandledRejection(): void {
	const unhandled: unknown[] = [];
	const note = (reason: unknown) => unhandled.push(reason);
	beforeAll(() => process.on('unhandledRejection', note));
	afterAll(() => process.off('unhandledRejection', note));
	afterEach(async () => {
		await settled();
		expect(unhandled.splice(0)).toEqual([]);
	});
}

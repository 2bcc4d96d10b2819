/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * A reporter of node's test runner that says nothing and sends the counts to whoever started the tests.
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} source
 */
export default async function* countingReporter(source) {
	/** @type {Counts} */
	const counts = { passed: 0, failed: 0 };
	for await (const { type, data } of source) {
		if (type === 'test:pass' && data.details.type !== 'suite' && data.skip === undefined) {
			counts.passed++;
		}
		if (type === 'test:fail') {
			const { failureType } = /** @type {{ failureType?: string }} */ (data.details.error ?? {});
			// A suite that fails because a test in it did is no failure of its own.
			if (failureType !== 'subtestsFailed') counts.failed++;
		}
	}
	process.send?.(counts);
}

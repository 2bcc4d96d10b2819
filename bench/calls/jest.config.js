/** The tests' own setting, for a benchmark that counts requests in n8n's engine. */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/bench/calls/*.bench.ts'],
	testTimeout: 1_800_000,
};

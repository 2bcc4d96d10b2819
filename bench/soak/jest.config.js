/** The tests' own setting, for an hour of work in n8n's engine. */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/bench/soak/*.bench.ts'],
	testTimeout: 3_600_000,
};

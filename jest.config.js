/** jose is published as ES modules only, so it is transformed along with our own sources. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: {
		'^.+\\.[tj]s$': [
			'@swc/jest',
			{
				jsc: {
					target: 'es2022',
					parser: { syntax: 'typescript', decorators: true },
					transform: { legacyDecorator: true, decoratorMetadata: true },
				},
			},
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!(jose|fast-check|pure-rand)/)'],
	globalSetup: '<rootDir>/test/support/globalSetup.js',
	globalTeardown: '<rootDir>/test/support/globalTeardown.js',
	setupFiles: ['<rootDir>/test/support/environment.ts'],
	// Properties take their time on a busy machine; a test that hangs is still ended.
	testTimeout: 180_000,
	maxWorkers: 2,
	// n8n-core keeps some 20 MB of each test file that loads it; near the heap's limit everything stands still.
	workerIdleMemoryLimit: '800MB',
};

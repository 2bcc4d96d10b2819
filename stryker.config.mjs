/**
 * Mutation testing of one folder of sources by the tests that mirror it: `npm run test:mutation -- shared/paging`.
 * What survives there may still be caught by the tests that drive whole operations; they are too slow to be run
 * for each of some thousand mutants, so a survivor is put in by hand and tried on those.
 */
const folder = process.env.MUTATED ?? 'shared/paging';

export default {
	mutate: [`nodes/${folder}/**/*.ts`],
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner', './scripts/mutation/survivors.mjs'],
	jest: {
		config: {
			roots: [`<rootDir>/test/nodes/${folder}`],
			testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
			setupFiles: [
				'<rootDir>/test/support/environment.ts',
				'<rootDir>/test/support/quickProperties.ts',
			],
		},
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	// What runs as a file is loaded takes all tests for each mutant: two thirds of the time for a quarter of them.
	ignoreStatic: true,
	// A text is no promise of a test, but those in docs/errors.md are held by the tests in test/docs.
	mutator: { excludedMutations: ['StringLiteral'] },
	ignorePatterns: ['dist', 'bench', 'docs', 'icons', 'workflows'],
	concurrency: 2,
	// Beyond what the tests take by themselves; a busy machine needs more than an idle one.
	timeoutMS: 20_000,
	reporters: ['survivors', 'clear-text', 'progress-append-only'],
	clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
	tempDirName: '.stryker',
};

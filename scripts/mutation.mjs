import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Breaks a folder of sources in many small ways and says which of them no test that mirrors it notices.
 * A whole folder takes hours; `--lines 60` tries what stands on sixty lines of it, the same for the same seed.
 */

const [folder, ...rest] = process.argv.slice(2);
if (!folder || !existsSync(`nodes/${folder}`) || !existsSync(`test/nodes/${folder}`)) {
	console.error(
		'Usage: npm run test:mutation -- <folder that nodes/ and test/nodes/ share> [--lines N] [--seed N] [options of Stryker]',
	);
	process.exit(2);
}

/** @param {string} name */
function take(name) {
	const at = rest.indexOf(name);
	return at < 0 ? undefined : Number(rest.splice(at, 2)[1]);
}

/** @param {number} seed */
function randomFrom(seed) {
	let state = seed >>> 0;
	return () => {
		// mulberry32
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Lines that do something. */
function linesOf() {
	const files = readdirSync(`nodes/${folder}`, { recursive: true })
		.map((name) => join('nodes', folder, String(name)))
		.filter((path) => path.endsWith('.ts'));
	return files.flatMap((path) =>
		readFileSync(path, 'utf8')
			.split('\n')
			.flatMap((line, index) =>
				/^\s*(\/?\*|\/\/|import |export type|export interface|[{}()[\];,]*$)/.test(line)
					? []
					: [`${path}:${index + 1}-${index + 1}`],
			),
	);
}

const lines = take('--lines');
const seed = take('--seed') ?? 1;
if (lines) {
	const random = randomFrom(seed);
	const chosen = linesOf()
		.map((line) => ({ line, at: random() }))
		.sort((a, b) => a.at - b.at)
		.slice(0, lines)
		.map(({ line }) => line);
	rest.push('--mutate', chosen.join(','));
}
const { status } = spawnSync('npx', ['stryker', 'run', ...rest], {
	stdio: 'inherit',
	env: { ...process.env, MUTATED: folder },
});
process.exit(status ?? 1);

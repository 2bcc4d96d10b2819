import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const [folder, ...rest] = process.argv.slice(2);
if (!folder || !existsSync(`nodes/${folder}`) || !existsSync(`test/nodes/${folder}`)) {
	console.error('Usage: npm run test:mutation -- <folder that nodes/ and test/nodes/ share>');
	process.exit(2);
}
const { status } = spawnSync('npx', ['stryker', 'run', ...rest], {
	stdio: 'inherit',
	env: { ...process.env, MUTATED: folder },
});
process.exit(status ?? 1);

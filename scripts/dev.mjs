import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './lib/paths.mjs';

/**
 * `n8n-node dev` fetches n8n with npx, and n8n needs its install scripts. The project's own npm
 * setting against them would reach it through the environment of `npm run`.
 */
const environment = { ...process.env };
delete environment.npm_config_ignore_scripts;
const cli = join(projectRoot, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
const child = spawn(process.execPath, [cli, 'dev', ...process.argv.slice(2)], {
	cwd: projectRoot,
	env: environment,
	stdio: 'inherit',
});
child.once('exit', (code) => process.exit(code ?? 1));

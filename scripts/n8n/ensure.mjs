import { runProgram } from '../lib/program.mjs';
import { ensureN8n } from './install.mjs';

await runProgram(async () => {
	const { node, script } = await ensureN8n();
	process.stdout.write(`${JSON.stringify({ node, script })}\n`);
});

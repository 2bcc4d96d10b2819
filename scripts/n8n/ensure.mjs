import { report } from '../lib/scriptError.mjs';
import { shutdownOnSignal } from '../lib/shutdown.mjs';
import { ensureN8n } from './install.mjs';

shutdownOnSignal();
try {
	const { node, script } = await ensureN8n();
	process.stdout.write(`${JSON.stringify({ node, script })}\n`);
} catch (error) {
	report(error);
	process.exitCode = 1;
}

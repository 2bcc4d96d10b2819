/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { parseOptions, USAGE } from './cliOptions';
import { startSandbox } from './startSandbox';

/** Starts a sandbox, prints one line of JSON when it is ready, and ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (!options) {
		process.stdout.write(`${USAGE}\n`);
		return;
	}
	const sandbox = await startSandbox(options);
	const { url, adminBaseUrl, cursorBaseUrl } = sandbox;
	const ready = { url, adminBaseUrl, cursorBaseUrl, credential: sandbox.credential() };
	process.stdout.write(`${JSON.stringify(ready)}\n`);
	const end = () => void sandbox.close().then(() => process.exit(0));
	process.once('SIGTERM', end);
	process.once('SIGINT', end);
	// npm does not hand every signal on: whoever started this and is gone wants it gone, too.
	const parent = process.ppid;
	setInterval(() => process.ppid === parent || end(), 1000).unref();
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(`The sandbox could not start: ${message}\n`);
	process.exitCode = 1;
});

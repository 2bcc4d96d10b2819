/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startScimmy } from './scimmyServer';

/**
 * The server on scimmy as a program of its own, for n8n to talk to: prints its credential as one line
 * of JSON when it is ready, then a line for each request, and ends on SIGTERM or with its parent.
 */
async function main(): Promise<void> {
	const scimmy = await startScimmy({ versions: true });
	scimmy.store.seed(5);
	scimmy.intervene({
		when: ({ method, path }) => {
			process.stdout.write(`${method} ${path}\n`);
			return false;
		},
	});
	process.stdout.write(`${JSON.stringify(scimmy.credential)}\n`);
	const end = () => void scimmy.close().then(() => process.exit(0));
	process.once('SIGTERM', end);
	const parent = process.ppid;
	setInterval(() => process.ppid === parent || end(), 1000).unref();
}

void main();

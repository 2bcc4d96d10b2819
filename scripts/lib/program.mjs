import { report } from './scriptError.mjs';
import { shutdown, shutdownOnSignal } from './shutdown.mjs';

/**
 * Runs a program to its end. What fails is told, and the process ends with 1; what the program has begun is
 * ended with it, by a signal too.
 * @param {() => Promise<void>} main
 */
export async function runProgram(main) {
	shutdownOnSignal();
	try {
		await main();
	} catch (error) {
		report(error);
		process.exitCode = 1;
	} finally {
		await shutdown();
	}
}

/** @typedef {{ name: string, hint: string }} Stage */

/**
 * Tells how far something with several stages is, a line for each, so that it can be followed on a
 * terminal and in a log alike: what begins, and what comes after it.
 * @param {readonly Stage[]} stages
 * @param {(line: string) => void} [say]
 */
export function stagesOf(stages, say = (line) => void process.stderr.write(`${line}\n`)) {
	let at = 0;
	return {
		/** What is to come, once, before the first. */
		announce() {
			say(`${stages.length} steps:`);
			stages.forEach(({ name, hint }, index) => say(`  ${index + 1}. ${name}: ${hint}`));
			say('');
		},
		next() {
			const stage = stages[at++];
			if (stage === undefined) throw new Error('There is no further stage');
			const then = at < stages.length ? `next: ${stages[at].name}` : 'the last step';
			say(`[${at}/${stages.length}] ${stage.name} (${then})`);
		},
	};
}

const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters have to be changed, added or left out to make one word of another (Levenshtein). */
function distance(one: string, other: string): number {
	let row = [...other, ''].map((_, n) => n);
	for (const [n, letter] of [...one].entries()) {
		const next = [n + 1];
		for (const [m, wanted] of [...other].entries()) {
			next.push(Math.min(row[m + 1] + 1, next[m] + 1, row[m] + (letter === wanted ? 0 : 1)));
		}
		row = next;
	}
	return row[other.length];
}

/**
 * The known name that a mistyped one is nearest to; undefined where none is near.
 *
 * @example nearest('permissionProfile', ['permission_profile', 'groups']) // 'permission_profile'
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
	const wanted = bare(name);
	const near = known
		.map((each) => ({ each, far: distance(wanted, bare(each)) }))
		.sort((a, b) => a.far - b.far)[0];
	return near && near.far <= Math.max(1, Math.floor(wanted.length / 3)) ? near.each : undefined;
}

/** As it goes on after the name of something that there is not: what was probably meant, else what there is. */
export function instead(name: string, known: readonly string[]): string {
	const near = nearest(name, known);
	if (near !== undefined) return `did you mean ${near}?`;
	return known.length > 0 ? `there are: ${known.join(', ')}` : 'there are none';
}

/** Words with which a line of a page is a command to type, not the name of something. */
const PROGRAMS =
	/^(?:[A-Z0-9_]+=\S+ )*(?:npm|npx|node|n8n|git|sh|bash|docker|curl|apt-get|\.ci\/run)(?= )/;

/** Fences with something else than commands in them. */
const OTHER_LANGUAGES = /^(ts|js|json|yaml|xml|http|csv)$/;

const withoutComment = (line: string) => line.replace(/\s+#.*$/, '').trim();

/** The lines of a fence that are commands: all of them where it says that it is of a shell. */
function commandsOfFence(language: string, body: string): string[] {
	if (OTHER_LANGUAGES.test(language)) return [];
	const lines = body.split('\n').map(withoutComment);
	return lines.filter((line) => (language === '' ? PROGRAMS.test(line) : line !== ''));
}

/** The commands among a line's words in backticks; one that begins with `--` goes on after the first of them. */
function commandsOfLine(line: string): string[] {
	const codes = [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code.trim());
	const commands = codes.filter((code) => PROGRAMS.test(code));
	const options = codes.filter((code) => code.startsWith('-- '));
	return [...commands, ...options.map((option) => `${commands[0] ?? ''} ${option}`.trim())];
}

/**
 * The commands that a page tells its reader to run, each once: those in fences and those in backticks.
 * @param text of the page, in Markdown
 */
export function commandsIn(text: string): string[] {
	const found: string[] = [];
	const prose = text.replace(/^```(\S*)\n(.*?)^```/gms, (_, language: string, body: string) => {
		found.push(...commandsOfFence(language, body));
		return '';
	});
	found.push(...prose.split('\n').flatMap(commandsOfLine));
	return [...new Set(found)];
}

import lock from '../../package-lock.json';
import manifest from '../../package.json';

interface Entry {
	version?: string;
	integrity?: string;
	resolved?: string;
	optionalDependencies?: Record<string, string>;
}

const { '': root, ...installed } = lock.packages as unknown as Record<string, Entry>;
const entries = Object.entries(installed);

describe('the lock file', () => {
	it('belongs to this package.json', () => {
		expect(root).toMatchObject({
			version: manifest.version,
			devDependencies: manifest.devDependencies,
			peerDependencies: manifest.peerDependencies,
		});
	});

	it('names no registry host, so that every installation uses its own', () => {
		expect(entries.filter(([, { resolved }]) => resolved)).toEqual([]);
	});

	it('pins the content of every package', () => {
		expect(entries.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([]);
	});

	/** npm 11 refuses to install from a lock file that lacks one, on any platform. */
	it("holds every platform's optional packages", () => {
		const names = new Set(entries.map(([path]) => path.split('node_modules/').at(-1)));
		const wanted = entries.flatMap(([, { optionalDependencies = {} }]) =>
			Object.keys(optionalDependencies),
		);
		expect(wanted.filter((name) => !names.has(name))).toEqual([]);
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The example of CONTRIBUTING.md, type-checked where it says that its files belong. */

const root = join(__dirname, '..', '..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

const files = new Map(
	[...text.matchAll(/`(nodes\/\S+\.ts)`:\n\n```ts\n(.*?)```/gs)].map(
		([, path, code]) => [join(root, path), code] as const,
	),
);

it('has an operation and a resource as its example', () => {
	expect([...files.keys()].map((path) => path.split(/[\\/]/).pop())).toEqual([
		'getAll.ts',
		'index.ts',
	]);
});

it('is code that compiles in this package', () => {
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
		ts.sys.readFile(path),
	);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const host = ts.createCompilerHost(options);
	const { readFile, fileExists } = host;
	host.readFile = (path) => files.get(join(path)) ?? readFile(path);
	host.fileExists = (path) => files.has(join(path)) || fileExists(path);
	// Or the resolver looks for no file in a folder that is not there.
	host.directoryExists = undefined;
	const getSourceFile = host.getSourceFile.bind(host);
	host.getSourceFile = (path, version, ...rest) => {
		const code = files.get(join(path));
		return code === undefined
			? getSourceFile(path, version, ...rest)
			: ts.createSourceFile(path, code, version);
	};
	const program = ts.createProgram([...files.keys()], { ...options, noEmit: true }, host);
	const problems = ts
		.getPreEmitDiagnostics(program)
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
	expect(problems).toEqual([]);
});

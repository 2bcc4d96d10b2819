const { readFileSync } = require('node:fs');
const { dest, parallel, src } = require('gulp');
const { build } = require('esbuild');

/** Read as bytes: gulp would otherwise treat images as text. */
function copyIcons() {
	return src('icons/**/*.{png,svg}', { encoding: false }).pipe(dest('dist/icons'));
}

/** What is bundled, and into which file: the only one that imports it. */
const BUNDLED = [
	{
		file: 'credentials/shared/jwt/assertion',
		name: 'jose',
		home: 'https://github.com/panva/jose',
		licence: 'node_modules/jose/LICENSE.md',
	},
	{
		file: 'nodes/DocusignAdmin/userExport/csv',
		name: 'csv-parse',
		home: 'https://github.com/adaltas/node-csv',
		licence: 'node_modules/csv-parse/LICENSE',
	},
];

/**
 * A community package has no dependencies beside it, so a library goes into the one file that needs it,
 * in place of what tsc wrote there. Not minified: reviewers read what is published.
 */
const bundled = ({ file, name, home, licence }) => {
	const bundle = async () => {
		const text = readFileSync(licence, 'utf8').trim();
		await build({
			entryPoints: [`${file}.ts`],
			outfile: `dist/${file}.js`,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			banner: { js: `/*!\nThis file contains ${name} (${home}):\n\n${text}\n*/` },
		});
	};
	return Object.assign(bundle, { displayName: `bundle ${name}` });
};

exports.default = parallel(copyIcons, ...BUNDLED.map(bundled));

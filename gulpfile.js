const { readFileSync } = require('node:fs');
const { dest, parallel, src } = require('gulp');
const { build } = require('esbuild');

/** Read as bytes: gulp would otherwise treat images as text. */
function copyIcons() {
	return src('icons/**/*.{png,svg}', { encoding: false }).pipe(dest('dist/icons'));
}

/**
 * A community package has no dependencies beside it, so jose goes into the one file that needs it,
 * in place of what tsc wrote there. Not minified: reviewers read what is published.
 */
async function bundleJose() {
	const licence = readFileSync('node_modules/jose/LICENSE.md', 'utf8').trim();
	await build({
		entryPoints: ['credentials/shared/jwt/assertion.ts'],
		outfile: 'dist/credentials/shared/jwt/assertion.js',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		sourcemap: true,
		banner: {
			js: `/*!\nThis file contains jose (https://github.com/panva/jose):\n\n${licence}\n*/`,
		},
	});
}

exports.default = parallel(copyIcons, bundleJose);

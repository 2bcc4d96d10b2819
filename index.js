/** The built classes, for programs; n8n itself reads the same list from package.json. */
const { n8n } = require('./package.json');

for (const file of [...n8n.credentials, ...n8n.nodes]) {
	Object.assign(module.exports, require(`./${file}`));
}

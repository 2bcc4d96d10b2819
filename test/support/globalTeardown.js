const { rmSync } = require('node:fs');

module.exports = () => rmSync(process.env.DOCUSIGN_TEST_SETTINGS, { recursive: true, force: true });

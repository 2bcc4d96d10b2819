const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** A folder for n8n's settings, which each worker inherits; gone after the run. */
module.exports = () => {
	process.env.DOCUSIGN_TEST_SETTINGS = mkdtempSync(join(tmpdir(), 'docusign-admin-test-'));
};

import { createRequire } from 'node:module';
import { ensureN8n } from '../../../scripts/n8n/install.mjs';

/**
 * A client of an MCP server, as an agent has one: the one that n8n itself brings.
 * @param {string} url
 */
export async function connectMcp(url) {
	const { script } = await ensureN8n();
	const ofN8n = createRequire(script);
	const { Client } = ofN8n('@modelcontextprotocol/sdk/client/index.js');
	const { StreamableHTTPClientTransport } = ofN8n(
		'@modelcontextprotocol/sdk/client/streamableHttp.js',
	);
	const client = new Client({ name: 'docusign-admin-tests', version: '1.0.0' });
	await client.connect(new StreamableHTTPClientTransport(new URL(url)));
	return {
		/** @returns {Promise<{ name: string, description: string, inputSchema: { properties?: Record<string, unknown> } }[]>} */
		async tools() {
			return (await client.listTools()).tools;
		},
		/**
		 * What a tool answers, or the words with which it fails.
		 * @param {string} name
		 * @param {Record<string, unknown>} [given]
		 * @returns {Promise<any>}
		 */
		async call(name, given = {}) {
			const { content } = await client.callTool({ name, arguments: given });
			const { text } = content[0];
			try {
				return JSON.parse(text);
			} catch {
				return text;
			}
		},
		async close() {
			await client.close();
		},
	};
}

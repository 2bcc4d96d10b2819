/** @typedef {import('./world.mjs').BrowserWorld} BrowserWorld */
/** @typedef {{ name: string, value: string }} Option */
/** @typedef {{ name: string, type: string, displayOptions?: { show?: Record<string, unknown[]> }, options?: Option[] }} Property */
/** @typedef {{ name: string, properties: Property[] }} NodeDescription */

const PACKAGE = 'n8n-nodes-docusign-admin.';

/** Types of fields that n8n shows as an input under the name of the field. */
const INPUTS = new Set([
	'string',
	'number',
	'boolean',
	'options',
	'multiOptions',
	'resourceLocator',
]);

/** n8n's own entries in menus, and the fields that it moves elsewhere. */
const OF_N8N = new Set(['__CUSTOM_API_CALL__', 'resource', 'operation', 'authentication']);

/**
 * What n8n has been told of a node.
 * @param {BrowserWorld} world
 * @param {string} type such as `docusignAdmin`
 * @returns {Promise<NodeDescription>}
 */
export async function descriptionOf({ editor }, type) {
	const response = await editor.page.request.get(
		new URL('/types/nodes.json', editor.page.url()).href,
	);
	const all = await response.json();
	return all.find((/** @type {NodeDescription} */ { name }) => name === PACKAGE + type);
}

/**
 * @param {NodeDescription} description
 * @returns {{ resource: Option, operations: Option[] }[]} as the menus list them
 */
export function menusOf({ properties }) {
	const own = (/** @type {Option} */ { value }) => !OF_N8N.has(value);
	const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
	return resources.filter(own).map((resource) => {
		const menu = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
		);
		return { resource, operations: (menu?.options ?? []).filter(own) };
	});
}

/**
 * The fields that an operation shows whatever else is chosen.
 * @param {NodeDescription} description
 * @param {Record<'resource' | 'operation', string>} chosen
 */
export function fieldsOf({ properties }, chosen) {
	return properties
		.filter(({ name, type, displayOptions }) => {
			const show = Object.entries(displayOptions?.show ?? {});
			if (!INPUTS.has(type) || OF_N8N.has(name) || show.length === 0) return false;
			return show.every(
				([field, values]) =>
					(field === 'resource' || field === 'operation') && values.includes(chosen[field]),
			);
		})
		.map(({ name }) => name);
}

/**
 * Opens the panel of a node of a stored workflow.
 * @param {BrowserWorld} world
 * @param {string} workflow
 * @param {string} node its ID
 */
export async function openPanel({ editor }, workflow, node) {
	await editor.page.goto(new URL(`/workflow/${workflow}/${node}`, editor.page.url()).href);
	await editor.part('node-parameters').waitFor();
}

/**
 * Chooses an entry of a menu in the panel by its place, and waits until the panel shows it.
 * @param {BrowserWorld} world
 * @param {string} name the menu's field
 * @param {Option[]} options
 * @param {Option} wanted
 */
export async function choose({ editor }, name, options, wanted) {
	const input = editor.field(name);
	if ((await input.inputValue()) === wanted.name) return;
	await input.click();
	await editor.page.getByRole('option').nth(options.indexOf(wanted)).click();
	await editor.page.waitForFunction(
		([selector, value]) => globalThis.document.querySelector(selector)?.value === value,
		[`[data-test-id="parameter-input-${name}"] input`, wanted.name],
	);
}

/**
 * All that the panel says: labels, notices, values and placeholders.
 * @param {BrowserWorld} world
 */
export async function wordsOf({ editor }) {
	const parameters = editor.part('node-parameters');
	const inputs = await parameters
		.locator('input, textarea')
		.evaluateAll((all) =>
			all.flatMap((each) => [each.value, each.getAttribute('placeholder') ?? '']),
		);
	return [await parameters.innerText(), ...inputs].join('\n');
}

/**
 * Takes note of what goes wrong in the page.
 * @param {import('playwright-core').Page} page
 */
export function watchConsole(page) {
	/** @type {string[]} */
	const errors = [];
	page.on('pageerror', ({ message }) => void errors.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
	});
	return errors;
}

/**
 * What a node put out when it was last run from its panel.
 * @param {BrowserWorld} world
 * @param {string} workflow
 * @param {string} node its name
 * @returns {Promise<any[]>}
 */
export async function lastOutput({ client }, workflow, node) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow }));
	const { results } = await client.request('GET', `/executions?filter=${filter}&limit=1`);
	const { runData } = await client.execution(results[0].id);
	return (runData[node]?.[0]?.data?.main[0] ?? []).map(({ json }) => json);
}

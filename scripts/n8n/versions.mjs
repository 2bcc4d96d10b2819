/** The n8n that everything here runs against. 2.41.3 asks for a package version that is not published everywhere. */
export const N8N_VERSION = '2.41.1';

/** The range of Node.js majors that this n8n runs on: from the first up to, not including, the second. */
export const NODE_RANGE = /** @type {const} */ ([24, 27]);

/** The Node.js fetched where the running one is out of that range. */
export const NODE_MAJOR = NODE_RANGE[0];

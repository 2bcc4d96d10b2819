import { startSandbox } from '../../../../sandbox';
import { startScimmy } from './scimmyServer';

/** What a request looked like when it arrived. */
export interface Seen {
	method: string;
	/** Below the base URL. */
	path: string;
	query: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
	body?: unknown;
	status?: number;
}

/** A SCIM server on loopback, whoever wrote it. */
export interface ScimServer {
	credential: { baseUrl: string; bearerToken: string };
	/** How PATCH is answered from now on. */
	answerPatch(status: 200 | 204): void;
	/** Every request so far, in order of arrival. */
	seen(): Seen[];
	forget(): void;
	/** What the server itself says, past the node. */
	look(path: string): Promise<Record<string, unknown>>;
	close(): Promise<void>;
}

interface Options {
	users?: number;
}

const lookThrough =
	({ baseUrl, bearerToken }: ScimServer['credential']) =>
	async (path: string) => {
		const headers = { authorization: `Bearer ${bearerToken}` };
		return (await (await fetch(baseUrl + path, { headers })).json()) as Record<string, unknown>;
	};

async function sandboxServer({ users = 5 }: Options = {}): Promise<ScimServer> {
	const sandbox = await startSandbox({ users, variety: false });
	const credential = sandbox.scimCredential();
	const { pathname } = new URL(credential.baseUrl);
	return {
		credential,
		answerPatch: (scimPatch) => sandbox.configure({ scimPatch }),
		seen: () =>
			sandbox.requests.map((request) => ({
				...request,
				path: request.path.replace(pathname, ''),
			})),
		forget: () => {
			sandbox.requests.length = 0;
		},
		look: lookThrough(credential),
		close: () => sandbox.close(),
	};
}

async function scimmyServer({ users = 5 }: Options = {}): Promise<ScimServer> {
	const scimmy = await startScimmy({ versions: true });
	scimmy.store.seed(users);
	return {
		credential: scimmy.credential,
		answerPatch: (patch) => {
			scimmy.settings.patch = patch;
		},
		seen: () => scimmy.requests,
		forget: () => {
			scimmy.requests.length = 0;
		},
		look: lookThrough(scimmy.credential),
		close: () => scimmy.close(),
	};
}

/** Two servers that have nothing in common but the protocol. */
export const SERVERS: Array<[name: string, start: (options?: Options) => Promise<ScimServer>]> = [
	['the sandbox', sandboxServer],
	['scimmy', scimmyServer],
];

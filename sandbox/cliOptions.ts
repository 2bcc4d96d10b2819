/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';
import { DOCUSIGN_LIMITS, isOption, type RateLimitOptions, type SandboxOptions } from './options';

export const USAGE = `npm run sandbox -- [options]
  --port N              port on 127.0.0.1 (default: a free one)
  --users N             users of the organization (default 40)
  --accounts N          accounts of the organization (default 2)
  --organizations N     organizations (default 1)
  --plain               every seeded user is active
  --latency MS          waited before every answer
  --rate-limit WHAT     docusign (500 in 30 s, 3,000 an hour), or N calls a second
  --limit-answer HOW    429, 400 or alternate
  --token-lifetime S    seconds an access token lives
  --next-uri STYLE      relative, prefixless, path or absolute
  --last-page HOW       absent, empty or null
  --scim-patch STATUS   200 or 204
  --set NAME=VALUE      any other option (sandbox/README.md), as often as need be; VALUE is JSON or text`;

const options = {
	port: { type: 'string' },
	users: { type: 'string' },
	accounts: { type: 'string' },
	organizations: { type: 'string' },
	plain: { type: 'boolean' },
	latency: { type: 'string' },
	'rate-limit': { type: 'string' },
	'limit-answer': { type: 'string' },
	'token-lifetime': { type: 'string' },
	'next-uri': { type: 'string' },
	'last-page': { type: 'string' },
	'scim-patch': { type: 'string' },
	set: { type: 'string', multiple: true },
	help: { type: 'boolean' },
} as const;

function count(name: string, value: string): number {
	if (!/^\d+$/.test(value)) throw new Error(`--${name} takes a whole number, not "${value}"`);
	return Number(value);
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
	const found = allowed.find((each) => each === value);
	if (!found) throw new Error(`--${name} takes ${allowed.join(', ')}, not "${value}"`);
	return found;
}

function rateLimit(limit?: string, answer?: string): Partial<RateLimitOptions> | undefined {
	if (limit === undefined) return undefined;
	const limits = limit === 'docusign' ? DOCUSIGN_LIMITS : { perSecond: count('rate-limit', limit) };
	if (answer === undefined) return limits;
	return { ...limits, answer: oneOf('limit-answer', answer, ['429', '400', 'alternate'] as const) };
}

function settings(pairs: readonly string[]): Partial<SandboxOptions> {
	return Object.fromEntries(
		pairs.map((pair) => {
			const [name, ...rest] = pair.split('=');
			if (rest.length === 0 || !isOption(name)) throw new Error(`--set knows no "${pair}"`);
			const text = rest.join('=');
			try {
				return [name, JSON.parse(text) as unknown];
			} catch {
				// Words need no quotes.
				return [name, text];
			}
		}),
	);
}

/** Reads the command line. Undefined when help is asked for; throws on what it does not understand. */
export function parseOptions(args: readonly string[]): Partial<SandboxOptions> | undefined {
	const { values } = parseArgs({ args: [...args], options, strict: true });
	if (values.help) return undefined;
	const numbers = {
		port: values.port,
		users: values.users,
		accounts: values.accounts,
		organizations: values.organizations,
		latencyMs: values.latency,
		tokenLifetimeSeconds: values['token-lifetime'],
	};
	const given: Partial<SandboxOptions> = settings(values.set ?? []);
	for (const [name, value] of Object.entries(numbers)) {
		if (value !== undefined) Object.assign(given, { [name]: count(name, value) });
	}
	if (values.plain) given.variety = false;
	const limits = rateLimit(values['rate-limit'], values['limit-answer']);
	if (limits) given.rateLimit = limits;
	if (values['next-uri'] !== undefined) {
		const styles = ['relative', 'prefixless', 'path', 'absolute'] as const;
		given.nextUriStyle = oneOf('next-uri', values['next-uri'], styles);
	}
	if (values['last-page'] !== undefined) {
		given.lastPage = oneOf('last-page', values['last-page'], ['absent', 'empty', 'null'] as const);
	}
	if (values['scim-patch'] !== undefined) {
		given.scimPatch =
			oneOf('scim-patch', values['scim-patch'], ['200', '204'] as const) === '200' ? 200 : 204;
	}
	return given;
}

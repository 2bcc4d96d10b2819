import type { IHttpRequestOptions } from 'n8n-workflow';
import { DocusignAuthError, type ErrorRow } from './authError';
import { networkText } from './networkText';

/**
 * Whether a host can be reached at all. n8n's credential window shows the bare code of a connection that
 * failed, such as ENOTFOUND, and has no rule to put it into words; what is thrown before a test's request
 * is shown as it is.
 */

export interface ReachRow extends ErrorRow {
	/** Words in the code or text of the failure, in any case. */
	readonly words: readonly string[];
}

/** Tried from top to bottom, the first that matches is told. Placeholders: `{host}`, `{field}`. */
export const REACH_ERRORS: readonly ReachRow[] = [
	{
		code: 'DOCUSIGN_TEST_DOMAIN_NOT_ALLOWED',
		words: ['domain not allowed'],
		cause: "This credential's 'Allowed Domains' do not include {host}.",
		remedy: "Add it there, or set 'Allowed HTTP Request Domains' to All.",
	},
	{
		code: 'DOCUSIGN_TEST_BLOCKED',
		words: ['request was blocked because'],
		cause: "n8n's protection against server-side request forgery blocks {host}.",
		remedy: 'Ask whoever runs n8n to allow this host.',
	},
	{
		code: 'DOCUSIGN_TEST_HOST_UNKNOWN',
		words: ['ENOTFOUND', 'EAI_AGAIN'],
		cause: 'The name {host} could not be resolved from the computer n8n runs on.',
		remedy: "Check the spelling of {field}, and that computer's DNS and proxy settings.",
	},
	{
		code: 'DOCUSIGN_TEST_REFUSED_CONNECTION',
		words: ['ECONNREFUSED'],
		cause: 'Nothing accepts connections at {host}.',
		remedy: 'Check {field} with its port, and the proxy or firewall between n8n and it.',
	},
	{
		code: 'DOCUSIGN_TEST_TIMEOUT',
		words: ['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED', 'timeout'],
		cause: '{host} did not answer in time.',
		remedy:
			'Try again in a minute; if it stays so, a proxy or firewall between n8n and this host holds the connection back.',
	},
	{
		code: 'DOCUSIGN_TEST_TLS',
		words: ['CERT', 'SELF_SIGNED', 'EPROTO', 'ERR_TLS', 'ERR_SSL', 'UNABLE_TO_'],
		cause: 'No secure connection to {host} could be made: its certificate is not trusted here.',
		remedy:
			'A proxy that inspects traffic needs its root certificate installed for n8n (NODE_EXTRA_CA_CERTS).',
	},
	{
		code: 'DOCUSIGN_TEST_NO_CONNECTION',
		words: [''],
		cause: 'The connection to {host} broke off before an answer came.',
		remedy: 'Try again; if it stays so, check the network between n8n and it, proxy included.',
	},
];

/** Somebody looks at a window and waits. */
const TIMEOUT_MS = 15_000;

/**
 * Calls on an address without any secret. Every answer will do, whatever it says.
 *
 * @param httpRequest n8n's own helper, which brings proxy, certificates and allowed domains with it
 * @param url absolute
 * @param field what the user would correct, as a message names it
 * @throws DocusignAuthError where no answer comes, with the reason
 */
export async function reach(
	httpRequest: (options: IHttpRequestOptions) => Promise<unknown>,
	url: string,
	field: string,
): Promise<void> {
	try {
		await httpRequest({
			url,
			method: 'GET',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			timeout: TIMEOUT_MS,
			// The other limit ends with the headers of an answer.
			abortSignal: AbortSignal.timeout(TIMEOUT_MS),
		});
	} catch (error) {
		const unreached = unreachedBy(error, new URL(url).host, field);
		if (unreached) throw unreached;
	}
}

/** An answer after all, which some versions of n8n reject with, is none. */
function unreachedBy(error: unknown, host: string, field: string): DocusignAuthError | undefined {
	const { response } = Object(error) as { response?: unknown };
	if (response !== undefined && response !== null) return undefined;
	const said = networkText(error).toLowerCase();
	const isAbout = ({ words }: ReachRow) => words.some((word) => said.includes(word.toLowerCase()));
	const row = REACH_ERRORS.find(isAbout) as ReachRow;
	return new DocusignAuthError(row, { host, field });
}

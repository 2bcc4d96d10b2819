import { createHash, randomBytes } from 'node:crypto';

import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeParameters,
} from 'n8n-workflow';

import { DocusignAdminOAuth2Api } from '../../../credentials/DocusignAdminOAuth2Api.credentials';
import { DocusignAdmin } from '../../../nodes/DocusignAdmin/DocusignAdmin.node';
import type { Sandbox } from '../../../sandbox';
import type { ContractName } from '../../support/admin';
import { createEngine, runListSearch, runNode, type EngineSetup } from '../../support/engine';
import { emptyNode } from './engine';

export const oauth2Type = new DocusignAdminOAuth2Api();

type Fields = ICredentialDataDecryptedObject;

/**
 * The fields of the credential as n8n 2.41 sees them: defaults filled in, then expressions resolved
 * against the other fields (cli/credentials-helper, applyDefaultsAndOverwrites).
 */
export async function resolveFields(stored: INodeParameters): Promise<Fields> {
	const { workflow, node } = createEngine({
		nodeType: emptyNode,
		credentialTypes: [],
		credentials: {},
		parameters: {},
	});
	const { properties } = oauth2Type;
	const data = NodeHelpers.getNodeParameters(properties, stored, true, false, null, null)!;
	await workflow.expression.acquireIsolate();
	try {
		return workflow.expression.getComplexParameterValue(
			node,
			data,
			'internal',
			{},
			undefined,
			undefined,
			data as IDataObject,
		) as Fields;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** A request of the browser, which follows no redirect by itself. */
async function visit(url: string, cookie = '', form?: Record<string, string>): Promise<Response> {
	return await fetch(url, {
		method: form ? 'POST' : 'GET',
		headers: { cookie },
		body: form && new URLSearchParams(form),
		redirect: 'manual',
	});
}

/** What a browser does on the login and consent pages: resolves to where the app is called back. */
export async function consentInBrowser(authorizeUrl: string, email: string): Promise<URL> {
	const step = (path: string) => authorizeUrl.replace('/oauth/auth?', `/oauth/auth${path}?`);
	const login = await visit(step('/login'), '', { email });
	const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0];
	const consent = await visit(step('/consent'), cookie, { decision: 'allow' });
	return new URL(consent.headers.get('location') ?? 'about:blank');
}

/** Connects the credential as n8n's Connect button does, and resolves to what n8n then stores. */
export async function connect(
	sandbox: Sandbox,
	apiContract: ContractName,
	changes: INodeParameters = {},
	userId = sandbox.credential().userId,
): Promise<Fields> {
	const filled: INodeParameters = { ...sandbox.oauth2Credential({ apiContract }) };
	// n8n deletes a stored scope when it connects, and takes the hidden field's default.
	delete filled.scope;
	const fields = await resolveFields({ ...filled, ...changes });
	const redirectUri = sandbox.credential().redirectUri;
	const verifier = randomBytes(32).toString('base64url');
	const query = new URLSearchParams({
		client_id: String(fields.clientId),
		redirect_uri: redirectUri,
		response_type: 'code',
		scope: String(fields.scope),
		state: 'state-1',
		code_challenge: createHash('sha256').update(verifier).digest('base64url'),
		code_challenge_method: 'S256',
	});
	const { email } = sandbox.state.users.get(userId)!;
	const back = await consentInBrowser(`${String(fields.authUrl)}?${query}`, email);
	const answer = await fetch(String(fields.accessTokenUrl), {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${fields.clientId}:${fields.clientSecret}`).toString('base64')}`,
		},
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			code: back.searchParams.get('code') ?? '',
			redirect_uri: redirectUri,
			code_verifier: verifier,
		}),
	});
	if (!answer.ok) throw new Error(`The code was not exchanged: ${await answer.text()}`);
	return { ...fields, oauthTokenData: (await answer.json()) as IDataObject };
}

/** The Docusign Admin node in the real engine, with a connected credential as n8n stores it. */
export function oauth2Node(stored: Fields) {
	const setup = (parameters: INodeParameters, options: Partial<EngineSetup>): EngineSetup => ({
		nodeType: new DocusignAdmin(),
		credentialTypes: [oauth2Type],
		credentials: { docusignAdminOAuth2Api: stored },
		parameters: { authentication: 'oAuth2', ...parameters },
		...options,
	});
	return {
		run: async (parameters: INodeParameters, options: Partial<EngineSetup> = {}) =>
			await runNode(setup(parameters, options)),
		search: async (method: string, parameters: INodeParameters) =>
			await runListSearch(setup(parameters, {}), method),
	};
}

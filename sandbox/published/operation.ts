import { accountOf, checkRights, organizationOf, userOf } from '../common/access';
import type { PublishedOperation } from '../spec';
import { checkPublishedCall, publishedOperation } from '../spec/published';
import { type Answer, invalidBody, invalidParameter } from '../http/answer';
import { type Call, jsonBody } from '../http/call';
import { authenticate } from '../oauth/caller';
import type { Account, Organization, User } from '../state/model';
import type { AccessToken } from '../state/oauthState';

/** A call whose token, rights, path, query and body have passed. `T` is the body's shape. */
export interface AdminCall<T = undefined> extends Call {
	readonly token: AccessToken;
	readonly body: T;
	/** The organization of the path. */
	readonly organization: Organization;
}

/** One operation of the published contract: what the spec says of it, and how it is carried out. */
export interface Handler {
	readonly spec: PublishedOperation;
	handle(call: Call): Answer | Promise<Answer>;
}

/** Docusign's samples send text/csv, its SDK sends application/octet-stream. */
const uploads = ['text/csv', 'application/octet-stream'];

function bodyOf(call: Call, spec: PublishedOperation): unknown {
	if (!spec.upload) return jsonBody(call);
	const type = (call.headers['content-type'] ?? '').split(';')[0].trim();
	if (!uploads.includes(type)) throw invalidBody('A CSV file is required.');
	return call.rawBody;
}

function check(call: Call, spec: PublishedOperation): unknown {
	const body = bodyOf(call, spec);
	const [problem] = checkPublishedCall(spec, call.query, body);
	if (problem?.startsWith('query')) throw invalidParameter(problem);
	if (problem) throw invalidBody(problem);
	return body;
}

/**
 * Ties an operation of the spec to its behaviour. Before `run`: token, scopes, path, organization,
 * administrator rights, query and body are checked by the spec.
 */
export function published<T = undefined>(
	id: string,
	run: (call: AdminCall<T>) => Answer | Promise<Answer>,
): Handler {
	const spec = publishedOperation(id);
	return {
		spec,
		handle: (call) => {
			const token = authenticate(call);
			checkRights(call, token, spec);
			const scoped = spec.path.includes('{organizationId}');
			const organization = scoped ? organizationOf(call, token) : nobody;
			const body = check(call, spec) as T;
			return run({ ...call, token, body, organization });
		},
	};
}

/** Stands where a path names no organization; its operations do not look at it. */
const nobody: Organization = {
	id: '',
	name: '',
	description: '',
	defaultAccountId: '',
	createdAt: 0,
	adminIds: new Set(),
	accountIds: [],
	domains: [],
	identityProviders: [],
};

export const accountIn = <T>(call: AdminCall<T>): Account => accountOf(call, call.organization);

export const userIn = <T>(call: AdminCall<T>): User => userOf(call, call.organization);

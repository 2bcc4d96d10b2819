import { randomBytes } from 'node:crypto';
import { guidParam } from '../../../common/access';
import { type Answer, notFound, ok, refuse } from '../../../http/answer';
import { type ConnectState, noConnect } from '../../../state/connectState';
import { type AdminCall, published } from '../../operation';

/** Connect at organization level: configurations, sign-in and HMAC keys are kept, nothing is published. */

type Json = Record<string, unknown>;

function connectOf({ backend, organization }: AdminCall<unknown>): ConnectState {
	const { connect } = backend.state;
	const present = connect.get(organization.id) ?? noConnect();
	connect.set(organization.id, present);
	return present;
}

const missing = (what: string) => notFound('CONNECT_NOT_FOUND', `There is no such ${what}.`);

function idIn(call: AdminCall<unknown>): string {
	const id = guidParam(call, 'connectId');
	if (!connectOf(call).configurations.has(id)) throw missing('configuration');
	return id;
}

const listed = ({
	connectId,
	configurationType,
	name,
	allowEnvelopePublish,
	pausePublish,
}: Json) => ({
	connectId,
	configurationType,
	name,
	allowEnvelopePublish,
	pausePublish,
});

export const getConnectConfigs = published('getOrganizationConnectConfigs', (call) => {
	const all = [...connectOf(call).configurations.values()];
	const publishing = call.query.get('allowEnvelopePublish')?.toLowerCase();
	const words = call.query.get('q')?.toLowerCase() ?? '';
	const shown = all
		.filter(({ allowEnvelopePublish: is }) => publishing === undefined || is === publishing)
		.filter(({ name }) => String(name).toLowerCase().includes(words));
	return ok({ configurations: shown.map(listed), totalSetSize: shown.length });
});

export const createConnectConfig = published<Json>('createOrganizationConnectConfig', (call) => {
	const connectId = call.backend.state.nextId('connect');
	const configuration = { ...call.body, connectId };
	connectOf(call).configurations.set(connectId, configuration);
	return ok(configuration);
});

export const getConnectConfig = published('getOrganizationConnectConfig', (call) =>
	ok(connectOf(call).configurations.get(idIn(call))),
);

export const updateConnectConfig = published<Json>('updateOrganizationConnectConfig', (call) => {
	const connectId = idIn(call);
	const { configurations } = connectOf(call);
	const configuration = { ...configurations.get(connectId), ...call.body, connectId };
	configurations.set(connectId, configuration);
	return ok(configuration);
});

export const deleteConnectConfig = published('deleteOrganizationConnectConfig', (call) => {
	connectOf(call).configurations.delete(idIn(call));
	return ok({});
});

/** What is shown of the sign-in: never its secret. */
function oauthAnswer(call: AdminCall<unknown>): Answer {
	const { oauth } = connectOf(call);
	if (!oauth) throw missing('sign-in');
	return ok({ ...oauth, clientSecret: undefined });
}

export const getConnectOAuth = published('getOrganizationConnectOAuthConfiguration', oauthAnswer);

export const postConnectOAuth = published<Json>(
	'postOrganizationConnectOAuthConfiguration',
	(call) => {
		const connect = connectOf(call);
		if (connect.oauth) throw refuse(400, 'CONNECT_OAUTH_EXISTS', 'There is a sign-in already.');
		connect.oauth = call.body;
		return oauthAnswer(call);
	},
);

export const putConnectOAuth = published<Json>(
	'putOrganizationConnectOAuthConfiguration',
	(call) => {
		const connect = connectOf(call);
		if (!connect.oauth) throw missing('sign-in');
		connect.oauth = { ...connect.oauth, ...call.body };
		return oauthAnswer(call);
	},
);

export const deleteConnectOAuth = published(
	'deleteOrganizationConnectOAuthConfiguration',
	(call) => {
		const connect = connectOf(call);
		if (!connect.oauth) throw missing('sign-in');
		connect.oauth = undefined;
		return ok({});
	},
);

/** Every key by its id, and never the key. */
const keys = (call: AdminCall<unknown>): Answer =>
	ok({ secrets: [...connectOf(call).secrets.keys()] });

export const getConnectSecrets = published('getConnectHmacSecrets', keys);

export const postConnectSecret = published('postConnectHmacSecret', (call) => {
	const { secrets } = connectOf(call);
	secrets.set(call.backend.state.nextId('connect'), randomBytes(32).toString('base64'));
	return keys(call);
});

export const deleteConnectSecret = published('deleteConnectHmacSecret', (call) => {
	if (!connectOf(call).secrets.delete(call.params.keyId ?? '')) throw missing('key');
	return keys(call);
});

import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { cursorHandlers } from '../cursor';
import { authorize, decide, login } from '../oauth/authorize';
import { token } from '../oauth/token';
import { userinfo } from '../oauth/userinfo';
import { publishedHandlers } from '../published';
import { downloadExport } from '../published/download';
import { scimRoutes } from '../scim';
import { noSuchResource } from './answer';
import { handle, type Services, type Work } from './pipeline';

const BODY_LIMIT = 32 * 1024 * 1024;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `/v2/organizations/{organizationId}` → `/v2/organizations/:organizationId` */
const route = (template: string): string => template.replace(/\{(\w+)\}/g, ':$1');

/** Adds an operation to the server, behind the pipeline. */
export type Mount = (method: string, path: string, work: Work) => void;

function mountOperations(mount: Mount): void {
	for (const { spec, handle: produce } of publishedHandlers) {
		const work: Work = { operation: spec.id, limits: 'hour', produce };
		mount(spec.method, `/Management${route(spec.path)}`, work);
	}
	for (const { spec, handle: produce } of cursorHandlers) {
		const work: Work = { operation: `cursor.${spec.id}`, limits: 'window', produce };
		mount(spec.method, `/cursor/Management${route(spec.path)}`, work);
	}
	mount('GET', '/restapi/v2/organization_exports/:organizationId/user_list/:exportId', {
		operation: 'downloadExport',
		limits: 'hour',
		produce: downloadExport,
	});
	for (const { method, path, ...work } of scimRoutes) mount(method, path, work);
	mount('POST', '/oauth/token', { operation: 'oauth.token', produce: token });
	mount('GET', '/oauth/auth', { operation: 'oauth.auth', produce: authorize });
	mount('POST', '/oauth/auth/login', { operation: 'oauth.login', produce: login });
	mount('POST', '/oauth/auth/consent', { operation: 'oauth.consent', produce: decide });
	mount('GET', '/oauth/userinfo', { operation: 'oauth.userinfo', produce: userinfo });
}

/** The HTTP server: routes, and nothing that decides. */
export function createServer(services: Services): FastifyInstance {
	const server = Fastify({
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		routerOptions: { caseSensitive: false, maxParamLength: 1000 },
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	const serve = (work: Work) => (request: FastifyRequest, reply: FastifyReply) =>
		handle(services, work, request, reply);
	mountOperations((method, path, work) => {
		server.route({ method: method as Method, url: path, handler: serve(work) });
	});
	server.setNotFoundHandler(
		serve({
			produce: () => {
				throw noSuchResource();
			},
		}),
	);
	return server;
}

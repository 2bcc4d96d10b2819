import type { IExecuteSingleFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/** The credential type behind each value of the field 'Authentication'. */
const TYPES: Record<string, string> = {
	jwt: 'docusignAdminJwtApi',
};

/** The credential type the node is set to; its default where the node has no such field. */
export function credentialTypeOf(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions,
): string {
	return TYPES[context.getNode().parameters.authentication as string] ?? TYPES.jwt;
}

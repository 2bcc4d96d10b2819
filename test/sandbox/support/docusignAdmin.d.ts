/** What the tests use of Docusign's own SDK, which carries no types. Without a callback it answers promises. */
declare module 'docusign-admin' {
	type Json = Record<string, unknown>;
	type Operation = (...args: unknown[]) => Promise<Json>;
	type Api<Names extends string> = new (client: ApiClient) => Record<Names, Operation>;

	class ApiClient {
		constructor(options: { basePath: string });
		setOAuthBasePath(host: string): void;
		setJWTToken(token: string): void;
		requestJWTUserToken(
			clientId: string,
			userId: string,
			scopes: string[],
			rsaPrivateKey: Buffer,
			expiresIn: number,
		): Promise<{ body: { access_token: string } }>;
	}

	const sdk: {
		ApiClient: typeof ApiClient;
		AccountsApi: Api<'getOrganizations' | 'getPermissions' | 'getGroups'>;
		UsersApi: Api<
			| 'activateMembership'
			| 'addOrUpdateUser'
			| 'addUsers'
			| 'closeMemberships'
			| 'createUser'
			| 'getUserDSProfile'
			| 'getUserProfiles'
			| 'getUsers'
			| 'updateEmailAddress'
			| 'updateUser'
		>;
		DSGroupsApi: Api<'addDSGroup' | 'addDSGroupUsers' | 'deleteDSGroup' | 'getDSGroups'>;
		BulkExportsApi: Api<'createUserListExport' | 'getUserListExport' | 'deleteUserListExport'>;
		BulkImportsApi: Api<
			'createBulkImportAddUsersRequest' | 'getBulkUserImportRequest' | 'getBulkUserImportCSV'
		>;
		ReservedDomainsApi: Api<'getReservedDomains'>;
	};
	export default sdk;
}

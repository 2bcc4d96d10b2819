import { ok } from '../../../http/answer';
import { published } from '../../operation';

export const getIdentityProviders = published('getIdentityProviders', (call) =>
	ok({
		identity_providers: call.organization.identityProviders.map((provider) => ({
			id: provider.id,
			friendly_name: provider.friendlyName,
			auto_provision_users: true,
			type: provider.type,
			saml_20: { issuer: provider.issuer, settings: [], certificates: [], attribute_mappings: [] },
			links: [],
		})),
	}),
);

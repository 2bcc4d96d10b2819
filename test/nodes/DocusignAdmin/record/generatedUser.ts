import fc from 'fast-check';
import type { JsonObject } from '../../../../nodes/shared/http';

const name = fc.string({ minLength: 1, maxLength: 12 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const status = fc.constantFrom(
	'active',
	'Active',
	'activation_sent',
	'activation_required',
	'created',
	'Created',
	'closed',
	'Closed',
	'disabled',
	'somewhat',
);
const group = fc.record({ id: fc.nat(), name, type: fc.constant('customGroup') });
const profile = fc.record({ id: fc.nat(), name });
const time = fc
	.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
	.map((at) => at.toISOString());

const membership = fc.record(
	{
		id: fc.uuid(),
		email: fc.emailAddress(),
		account_id: fc.uuid(),
		account_name: name,
		is_external_account: fc.boolean(),
		status,
		permission_profile: profile,
		created_on: time,
		groups: fc.array(group, { maxLength: 3 }),
		is_admin: fc.boolean(),
		license_type: name,
		subscription_id: name,
		plan_name: name,
	},
	{ requiredKeys: ['account_id'] },
);

const user = fc.record(
	{
		id: fc.uuid(),
		site_id: fc.nat(),
		user_name: name,
		first_name: name,
		last_name: name,
		email: fc.emailAddress(),
		user_status: status,
		default_account_id: fc.uuid(),
		language_culture: fc.constantFrom('en', 'pt_BR', 'zh_CN'),
		federated_status: fc.constantFrom('FedAuthRequired', 'Federated', 'RemoveStatus'),
		is_organization_admin: fc.boolean(),
		is_managed_by_scim: fc.boolean(),
		is_membership_managed_by_scim: fc.boolean(),
		created_on: time,
		closed_on: time,
		last_modified_on: time,
		title: name,
		company: name,
		membership_status: status,
		membership_id: fc.uuid(),
		permission_profile: profile,
		groups: fc.array(group, { maxLength: 2 }),
		license_type: name,
		identities: fc.array(fc.record({ id: fc.uuid(), provider_id: fc.uuid(), user_id: name })),
		ds_groups: fc.array(
			fc.record({ ds_group_id: fc.uuid(), account_id: fc.uuid(), group_name: name }),
		),
		memberships: fc.array(membership, { maxLength: 5 }),
	},
	{ requiredKeys: ['id'] },
);

/** A user of several accounts, as any call of either contract may show it; some name an account. */
export const generatedUser: fc.Arbitrary<JsonObject> = fc
	.tuple(user, maybe(fc.nat({ max: 4 })), fc.boolean())
	.map(([shown, nth, isForeign]) => {
		const memberships = (shown.memberships ?? []) as JsonObject[];
		const at = nth === undefined ? undefined : memberships[nth]?.account_id;
		const account_id = at ?? (isForeign ? '00000000-0000-4000-8000-000000000000' : undefined);
		return { ...shown, ...(account_id !== undefined && { account_id }) } as JsonObject;
	});

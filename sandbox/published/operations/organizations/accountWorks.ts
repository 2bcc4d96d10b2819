import { guidParam } from '../../../common/access';
import { notFound, ok } from '../../../http/answer';
import { type AccountWork, workStatus } from '../../../state/accountWorks';
import { guidOf } from '../../../state/ids';
import type { Account } from '../../../state/model';
import { parseTime } from '../../../state/time';
import { type AdminCall, published } from '../../operation';

/** Clones of accounts and new sub-accounts: the work is real, the accounts are not. */

interface Request {
	sourceAccount?: { id: string };
	targetAccount?: object;
	subscriptionDetails?: object;
}

/** Every organization has one asset group, and all its accounts are in it. */
export const assetGroupId = (organizationId: string): string =>
	guidOf('assetGroup', Number.parseInt(organizationId.slice(-12), 16));

const accountsOf = ({ backend, organization }: AdminCall<unknown>): Account[] =>
	organization.accountIds.flatMap((id) => backend.state.accounts.get(id) ?? []);

export const getAssetGroupAccounts = published('getAssetGroupAccounts', (call) => {
	const compliant = call.query.get('compliant')?.toLowerCase() !== 'false';
	return ok({
		assetGroupAccounts: (compliant ? accountsOf(call) : []).map((account) => ({
			assetGroupId: assetGroupId(call.organization.id),
			assetGroupName: call.organization.name,
			accountId: account.id,
			accountName: account.name,
			externalAccountId: account.externalId,
			compliant: true,
			siteId: account.siteId,
			siteName: `site${account.siteId}`,
		})),
	});
});

export const getOrganizationPlanItems = published('GetOrganizationPlanItems', (call) =>
	ok([
		{
			plan_id: guidOf('product', 100),
			plan_name: 'Example Plan',
			associated_accounts_count: call.organization.accountIds.length,
			asset_group_name: call.organization.name,
			asset_group_id: assetGroupId(call.organization.id),
			subscription_name: 'Example Subscription',
			subscription_id: '1000001',
			modules: [],
		},
	]),
);

function startWork(call: AdminCall<Request>, type: AccountWork['type']): AccountWork {
	const { state } = call.backend;
	const user = state.users.get(call.token.userId ?? '');
	const app = state.oauth.apps.get(call.token.integrationKey);
	const work: AccountWork = {
		id: state.nextId('accountWork'),
		organizationId: call.organization.id,
		assetGroupId: assetGroupId(call.organization.id),
		type,
		createdAt: state.clock.now(),
		createdBy: { name: user?.userName ?? app?.name ?? '', email: user?.email ?? '' },
		looks: 0,
		targetId: state.nextId('accountWork'),
		request: call.body,
	};
	state.accountWorks.set(work.id, work);
	return work;
}

const view = (work: AccountWork) => {
	const { sourceAccount, targetAccount, subscriptionDetails }: Request = work.request;
	return {
		...(sourceAccount ? { sourceAccount } : {}),
		...(subscriptionDetails ? { subscriptionDetails } : {}),
		targetAccount: { ...targetAccount, id: work.targetId },
		assetGroupWorkId: work.id,
		assetGroupId: work.assetGroupId,
		assetGroupWorkType: work.type,
		status: workStatus(work),
		attempts: work.looks,
		createdDate: new Date(work.createdAt).toISOString(),
		createdByName: work.createdBy.name,
		createdByEmail: work.createdBy.email,
	};
};

type Target = Partial<Record<'id' | 'name' | 'region' | 'countryCode' | 'site', string>> & {
	admin?: Partial<Record<'email' | 'firstName' | 'lastName' | 'locale', string>>;
};

/** What a new sub-account's details say, of which the module names alone do not fit the answer's shape. */
function subAccountView(work: AccountWork) {
	const { subscriptionDetails, targetAccount, ...rest } = view(work);
	const { id, planId } = (subscriptionDetails ?? {}) as { id?: string; planId?: string };
	const { name, region, countryCode, site, id: targetId, admin } = targetAccount as Target;
	const { email, firstName, lastName, locale } = admin ?? {};
	const target = { id: targetId, name, region, countryCode, site };
	return {
		...rest,
		targetAccount: { ...target, admin: { email, firstName, lastName, locale } },
		subscriptionDetails: { id, planId, planName: 'Example Plan', modules: [] },
	};
}

function worksOf(call: AdminCall<unknown>, type: AccountWork['type']): AccountWork[] {
	const since = call.query.get('since_updated_date');
	return [...call.backend.state.accountWorks.values()].filter(
		(work) =>
			work.organizationId === call.organization.id &&
			work.type === type &&
			(since === null || work.createdAt >= parseTime(since)),
	);
}

/** The work of the path, one step on. */
function look(call: AdminCall<unknown>, type: AccountWork['type']): AccountWork {
	const [id, group] = ['assetGroupWorkId', 'assetGroupId'].map((name) => guidParam(call, name));
	const work = call.backend.state.accountWorks.get(id);
	const here = work?.organizationId === call.organization.id && work.assetGroupId === group;
	if (!here || work.type !== type) throw notFound('REQUEST_NOT_FOUND', 'There is no such request.');
	work.looks++;
	return work;
}

export const cloneAssetGroupAccount = published<Request>('cloneAssetGroupAccount', (call) => {
	const source = call.body.sourceAccount?.id.toLowerCase();
	if (!accountsOf(call).some(({ id }) => id === source)) {
		throw notFound('ACCOUNT_NOT_FOUND', 'The account is not part of the organization.');
	}
	return ok(view(startWork(call, 'AccountAssetClone')));
});

export const getAssetGroupAccountClones = published('getAssetGroupAccountClonesByOrgId', (call) =>
	ok({ assetGroupWorks: worksOf(call, 'AccountAssetClone').map(view) }),
);

export const getAssetGroupAccountClone = published('getAssetGroupAccountClone', (call) =>
	ok(view(look(call, 'AccountAssetClone'))),
);

export const createAssetGroupAccount = published<Request>('CreateAssetGroupAccount', (call) => {
	const work = startWork(call, 'AccountAssetCreate');
	return ok({
		Success: true,
		AssetGroupWork: {
			AssetGroupWorkId: work.id,
			AssetGroupId: work.assetGroupId,
			AssetGroupWorkType: work.type,
			Status: workStatus(work),
			TargetAccountId: work.targetId,
			Attempts: 0,
			CreatedByName: work.createdBy.name,
			CreatedByEmail: work.createdBy.email,
			CreatedDate: new Date(work.createdAt).toISOString(),
		},
	});
});

export const getSubAccounts = published('GetSubAccountCreateProcessesByOrgId', (call) =>
	ok({ assetGroupWorks: worksOf(call, 'AccountAssetCreate').map(subAccountView) }),
);

export const getSubAccount = published('GetSubAccountCreateProcessByAssetGroupWorkId', (call) =>
	ok(subAccountView(look(call, 'AccountAssetCreate'))),
);

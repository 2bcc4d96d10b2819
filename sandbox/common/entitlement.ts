import { noSuchResource, refuse, refuseOAuth, type Refusal } from '../http/answer';
import type { Call } from '../http/call';
import type { Entitlement, EntitlementOptions } from '../variants/entitlements';

function refusal(status: Exclude<Entitlement, 200>, lacking: string): Refusal {
	switch (status) {
		case 400:
			return refuse(400, 'ACCOUNT_LACKS_PERMISSIONS', `The account lacks ${lacking}.`);
		case 404:
			return noSuchResource();
		default:
			// The words that Docusign has been seen to use for what is no matter of the token.
			return refuseOAuth('unauthorized', 'Not Authorized', status);
	}
}

/** Refuses what the organization has no plan for, the way the sandbox is set to. */
export function checkEntitled(call: Call, option: keyof EntitlementOptions, lacking: string): void {
	const status = call.backend.options[option];
	if (status !== 200) throw refusal(status, lacking);
}

/** `include_license` and `include_ds_groups`, read; refuses what the organization has no plan for. */
export function wantsLicense(call: Call): boolean {
	const wanted = call.query.get('include_license')?.toLowerCase() === 'true';
	if (wanted) checkEntitled(call, 'includeLicenseStatus', 'license management');
	return wanted;
}

export function wantsDsGroups(call: Call): boolean {
	const wanted = call.query.get('include_ds_groups')?.toLowerCase() === 'true';
	if (wanted) checkEntitled(call, 'dsGroupsStatus', 'AllowMultiApplication');
	return wanted;
}

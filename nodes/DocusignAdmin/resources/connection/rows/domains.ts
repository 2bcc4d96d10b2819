import { emailOf } from '../../../api/users';
import type { JsonObject } from '../../../../shared/http';
import { failed, ok, skipped, some, warning, type CheckRow } from '../row';
import { lackedScopes, recordsOf, signInFailure, type Survey } from '../survey';
import { failureText, missingScopes, scopeNames, NOT_SIGNED_IN } from './words';

const WHAT_FOR =
	'activating users without the e-mail, changing their address, and consent for all users at once';

const CLAIM = `Claim and verify it under Docusign Admin > Domains: that is needed for ${WHAT_FOR}.`;

/** Which domains are claimed, and whether they are those that people have their addresses on. */
export function domainsRow(survey: Survey): CheckRow {
	const check = 'domains';
	const { contract, organizations, organizationId, probes } = survey;
	const { scopes, lacks } = contract.rows.getReservedDomains;
	const probed = probes.get('getReservedDomains');
	if (signInFailure(survey)) return skipped(check, NOT_SIGNED_IN);
	if (lacks !== undefined) return skipped(check, `${contract.title} lists no domains.`);
	if (probed && 'failure' in probed) {
		const { message, ...rest } = failureText(probed.failure);
		return failed(check, message, rest);
	}
	const lacked = lackedScopes(survey, scopes);
	const missing = lacked.length > 0 ? missingScopes(survey, lacked) : undefined;
	const organization = organizations?.find(({ id }) => String(id) === organizationId);
	// The list of organizations shows them as well, without a scope of their own.
	const shown = organization?.reserved_domains;
	const records = probed?.records ?? (Array.isArray(shown) ? (shown as JsonObject[]) : undefined);
	if (!records) {
		return skipped(check, missing?.message ?? 'Not asked for, because no organization is known.', {
			remedy: missing?.remedy ?? "Enter the organization's ID in 'Organization'.",
			details: missing?.details,
		});
	}
	const aside = missing
		? ` This comes from the list of organizations, since ${scopeNames(lacked)} not in the token.`
		: '';
	return judge(records, addressDomains(survey), aside);
}

function judge(records: JsonObject[], used: string[], aside: string): CheckRow {
	const check = 'domains';
	const hosts = (active: boolean) =>
		records
			.filter(({ status }) => (String(status).toLowerCase() === 'active') === active)
			.map(({ host_name: host }) => String(host).toLowerCase());
	const [claimed, pending] = [hosts(true), hosts(false)];
	const unclaimed = used.filter((host) => !claimed.includes(host) && !pending.includes(host));
	const details = { claimed, not_verified: pending, in_use_unclaimed: unclaimed };
	const problems = [
		...(pending.length > 0 ? [`named but not verified: ${some(pending)}`] : []),
		...(unclaimed.length > 0 ? [`in use but not claimed: ${some(unclaimed)}`] : []),
		...(claimed.length === 0 ? ['the organization has claimed none'] : []),
	];
	if (problems.length === 0) return ok(check, `Claimed: ${some(claimed)}.${aside}`, { details });
	return warning(check, `Domains ${problems.join('; ')}.${aside}`, { remedy: CLAIM, details });
}

/** The domains of the addresses that came by: of who is signed in, and of the users that were listed. */
function addressDomains(survey: Survey): string[] {
	const users = recordsOf(survey, 'getUsers') ?? [];
	const addresses = [survey.identity.email, ...users.map(emailOf)];
	const hosts = addresses.flatMap((address) => address?.toLowerCase().split('@')[1] ?? []);
	return [...new Set(hosts)].sort();
}

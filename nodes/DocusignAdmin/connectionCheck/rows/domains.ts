import { emailOf } from '../../api/users/userRecord';
import type { JsonObject } from '../../../shared/http';
import { recordsIn } from '../../../shared/json';
import { plainText } from '../../../shared/transport/answers/errorText';
import { ok, skipped, warning, type CheckResult } from '../checkResult';
import { lackedScopes, recordsOf, type Findings } from '../probeAll';
import { isOrganization, missingScopes, refusalOf, scopeNames, some } from '../texts';

const WHAT_FOR =
	'activating users without the e-mail, changing their address, and consent for all users at once';

const CLAIM = `Claim and verify it under Docusign Admin > Domains: that is needed for ${WHAT_FOR}.`;

/** Which domains are claimed, and whether they are those that people have their addresses on. */
export function domains(found: Findings): CheckResult {
	const { contract, organizations, organizationId } = found;
	const { scopes, lacks } = contract.rows.getReservedDomains;
	if (lacks !== undefined) return skipped(`${contract.title} lists no domains.`);
	const refused = refusalOf(found, 'getReservedDomains');
	if (refused) return refused;
	const lacked = lackedScopes(found, scopes);
	const missing = lacked.length > 0 ? missingScopes(found, lacked) : undefined;
	// The list of organizations shows them as well, without a scope of their own.
	const shown = organizations?.find(isOrganization(organizationId))?.reserved_domains;
	const records = recordsOf(found, 'getReservedDomains') ?? recordsIn(shown);
	if (!records) {
		return missing
			? skipped(missing)
			: skipped('Not asked for, because no organization is known.', {
					remedy: "Enter the organization's ID in 'Organization'.",
				});
	}
	const aside = missing
		? ` This comes from the list of organizations, since ${scopeNames(lacked)} not in the token.`
		: '';
	return judge(records, addressDomains(found), aside);
}

function judge(records: JsonObject[], used: string[], aside: string): CheckResult {
	const hosts = (active: boolean) =>
		records
			.filter(({ status }) => (String(status).toLowerCase() === 'active') === active)
			.map(({ host_name: host }) => plainText(host)?.toLowerCase() ?? 'one without a name');
	const [claimed, pending] = [hosts(true), hosts(false)];
	const unclaimed = used.filter((host) => !claimed.includes(host) && !pending.includes(host));
	const details = { claimed, not_verified: pending, in_use_unclaimed: unclaimed };
	const problems = [
		...(pending.length > 0 ? [`named but not verified: ${some(pending)}`] : []),
		...(unclaimed.length > 0 ? [`in use but not claimed: ${some(unclaimed)}`] : []),
		...(claimed.length === 0 ? ['the organization has claimed none'] : []),
	];
	if (problems.length === 0) return ok(`Claimed: ${some(claimed)}.${aside}`, { details });
	return warning(`Domains ${problems.join('; ')}.${aside}`, { remedy: CLAIM, details });
}

/** The domains of the addresses that came by: of who is signed in, and of the users that were listed. */
function addressDomains(found: Findings): string[] {
	const users = recordsOf(found, 'getUsers') ?? [];
	const addresses = [found.identity.email, ...users.map(emailOf)];
	const hosts = addresses.flatMap((address) => address?.toLowerCase().split('@')[1] ?? []);
	return [...new Set(hosts)].sort();
}

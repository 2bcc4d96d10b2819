import type { JsonObject } from '../../../shared/http';
import { isFailure } from '../../api/errors/catalogue';
import { failed, ok, skipped, type CheckResult } from '../checkResult';
import { failuresIn, lackedScopes, recordsOf, type Findings } from '../probeAll';
import { isOrganization, missingScopes, organizationName, refusalOf, some } from '../texts';

const MAKE_ADMINISTRATOR =
	'Make this user an organization administrator under Docusign Admin > Administrators, or sign in as one who is.';

const nameOf = ({ id, name }: JsonObject) => String(name ?? id);

const brief = (records: JsonObject[]) => records.map(({ id, name }) => ({ id, name }));

/** Which organizations can be seen. */
export function organizations(found: Findings): CheckResult {
	if (found.isApplication) {
		return skipped('Docusign lists no organizations to an application token.', {
			remedy:
				found.organizationId === undefined
					? "Enter the organization's ID in 'Organization', here and in other operations."
					: undefined,
		});
	}
	const missing = lackedScopes(found, found.contract.rows.getOrganizations.scopes);
	if (missing.length > 0) return failed(missingScopes(found, missing));
	const refused = refusalOf(found, 'getOrganizations');
	if (refused) return refused;
	const visible = found.organizations ?? [];
	const details = { organizations: brief(visible) };
	return visible.length > 0
		? ok(`Administers: ${some(visible.map(nameOf))}.`, { details })
		: failed('This user administers no organization, so none is listed.', {
				remedy: MAKE_ADMINISTRATOR,
				details,
			});
}

/** Whether the user administers the organization; undefined where nothing tells. */
export function administers(found: Findings): boolean | undefined {
	if (found.isApplication) return undefined;
	if (found.organizations) {
		return found.organizations.some(isOrganization(found.organizationId));
	}
	// That users are listed proves nothing, as an administrator of an account may list them as well; nor does
	// another refusal then, which may be for want of a plan.
	if (recordsOf(found, 'getUsers')) return undefined;
	const denied = failuresIn(found).some((each) =>
		isFailure(each, 'DOCUSIGN_NOT_ORGANIZATION_ADMIN'),
	);
	return denied ? false : undefined;
}

/** Whether the user has the right that the whole Admin API demands. */
export function administrator(found: Findings): CheckResult {
	const { organizationId, identity, isApplication } = found;
	if (isApplication) {
		return skipped(
			'An application needs no administrator rights of its own, but an administrator has to authorize it with its scopes.',
			{ remedy: 'That is done once, under Docusign Admin > Connected Apps.' },
		);
	}
	const is = administers(found);
	const who = identity.email ?? identity.userId ?? "The credential's user";
	if (is === undefined) {
		return skipped(`Nothing tells whether ${who} administers an organization.`, {
			remedy: "Add organization_read to 'Scopes' in the credential.",
		});
	}
	const where = organizationId === undefined ? 'any organization' : organizationName(found);
	const details = { organization_id: organizationId, user_id: identity.userId };
	return is
		? ok(`${who} is an administrator of ${where}.`, { details })
		: failed(`${who} is not an administrator of ${where}.`, {
				remedy: MAKE_ADMINISTRATOR,
				details,
			});
}

/** The accounts of each organization. */
export function accounts(found: Findings): CheckResult | CheckResult[] {
	const refused = refusalOf(found, 'getAccounts');
	if (refused) return refused;
	if (found.accounts.size === 0) {
		return skipped('The accounts are not known, since no organization could be read.', {
			remedy: "An account's ID can be entered in 'Account'.",
		});
	}
	return [...found.accounts].map(([id, records]) => {
		const name = nameOf(found.organizations?.find((each) => String(each.id) === id) ?? { id });
		const details = { organization_id: id, accounts: brief(records) };
		return records.length > 0
			? ok(`${name} has: ${some(records.map(nameOf))}.`, { details })
			: failed(`${name} has no account.`, {
					remedy: 'Link an account under Docusign Admin > Accounts.',
					details,
				});
	});
}

import { ApiFailure } from '../../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../../shared/http';
import { failed, ok, skipped, some, type CheckRow } from '../row';
import { lackedScopes, recordsOf, signInFailure, type Survey } from '../survey';
import { failureText, missingScopes, NOT_SIGNED_IN, organizationName } from './words';

const MAKE_ADMINISTRATOR =
	'Make this user an organization administrator under Docusign Admin > Administrators, or sign in as one who is.';

const nameOf = ({ id, name }: JsonObject) => String(name ?? id);

const brief = (records: JsonObject[]) => records.map(({ id, name }) => ({ id, name }));

/** Which organizations can be seen. */
export function organizationsRow(survey: Survey): CheckRow {
	const { isApplication, organizations, organizationId, probes, contract } = survey;
	if (isApplication) {
		return skipped(
			'organizations',
			'Docusign lists no organizations to an application token.',
			organizationId === undefined
				? { remedy: "Enter the organization's ID in 'Organization', here and in other operations." }
				: {},
		);
	}
	if (signInFailure(survey)) return skipped('organizations', NOT_SIGNED_IN);
	const missing = lackedScopes(survey, contract.rows.getOrganizations.scopes);
	if (missing.length > 0) {
		const { message, ...rest } = missingScopes(survey, missing);
		return failed('organizations', message, rest);
	}
	const probed = probes.get('getOrganizations');
	if (probed && 'failure' in probed) {
		const { message, ...rest } = failureText(probed.failure);
		return failed('organizations', message, rest);
	}
	const visible = organizations ?? [];
	const details = { organizations: brief(visible) };
	if (visible.length === 0) {
		return failed('organizations', 'This user administers no organization, so none is listed.', {
			remedy: MAKE_ADMINISTRATOR,
			details,
		});
	}
	return ok('organizations', `Administers: ${some(visible.map(nameOf))}.`, { details });
}

/** Whether the user administers the organization; undefined where nothing tells. */
export function administers(survey: Survey): boolean | undefined {
	const { isApplication, organizations, organizationId, probes } = survey;
	if (isApplication) return undefined;
	if (organizations) return organizations.some(({ id }) => String(id) === organizationId);
	if (recordsOf(survey, 'getUsers')) return true;
	const denied = [...probes.values()].some(
		(each) =>
			'failure' in each &&
			each.failure instanceof ApiFailure &&
			each.failure.code === 'DOCUSIGN_NOT_ORGANIZATION_ADMIN',
	);
	return denied ? false : undefined;
}

/** Whether the user has the right that the whole Admin API demands. */
export function administratorRow(survey: Survey): CheckRow {
	const check = 'administrator';
	const { organizationId, identity, isApplication } = survey;
	if (isApplication) {
		return skipped(
			check,
			'An application needs no administrator rights of its own, but the consent of an administrator.',
		);
	}
	if (signInFailure(survey)) return skipped(check, NOT_SIGNED_IN);
	const is = administers(survey);
	const who = identity.email ?? identity.userId ?? "The credential's user";
	if (is === undefined) {
		return skipped(check, `Nothing tells whether ${who} administers an organization.`, {
			remedy: "Add organization_read to 'Scopes' in the credential.",
		});
	}
	const where = organizationId === undefined ? 'any organization' : organizationName(survey);
	const details = { organization_id: organizationId, user_id: identity.userId };
	return is
		? ok(check, `${who} is an administrator of ${where}.`, { details })
		: failed(check, `${who} is not an administrator of ${where}.`, {
				remedy: MAKE_ADMINISTRATOR,
				details,
			});
}

/** The accounts of each organization. */
export function accountRows(survey: Survey): CheckRow[] {
	const { accounts, organizations, probes } = survey;
	if (signInFailure(survey)) return [skipped('accounts', NOT_SIGNED_IN)];
	const probed = probes.get('getAccounts');
	if (probed && 'failure' in probed) {
		const { message, ...rest } = failureText(probed.failure);
		return [failed('accounts', message, rest)];
	}
	if (accounts.size === 0) {
		return [
			skipped('accounts', 'The accounts are not known, since no organization could be read.', {
				remedy: "An account's ID can be entered in 'Account'.",
			}),
		];
	}
	return [...accounts].map(([id, records]) => {
		const organization = organizations?.find((each) => String(each.id) === id) ?? { id };
		const details = { organization_id: id, accounts: brief(records) };
		const name = nameOf(organization);
		return records.length > 0
			? ok('accounts', `${name} has: ${some(records.map(nameOf))}.`, { details })
			: failed('accounts', `${name} has no account.`, {
					remedy: 'Link an account under Docusign Admin > Accounts.',
					details,
				});
	});
}

import type { JsonObject, JsonValue } from '../../../shared/http';
import { cursorLacks, shown } from './cursorFilters';
import { federatedStatusCursor } from './values';

/**
 * What the published wire can say of a user and the cursor contract has no word for. Leaving it out
 * without a word would make a success of half the wish, so it is refused before anything is sent.
 */

const FEDERATED = new Set(['NotFederated', 'Federated', 'RemoveFederation']);

/** A published status in this contract's word for it. */
export function federatedStatus(published: JsonValue): string | undefined {
	if (typeof published !== 'string') return undefined;
	const status = federatedStatusCursor(published);
	if (FEDERATED.has(status)) return status;
	throw cursorLacks(
		`set the federated status "${status}"`,
		"Leave 'Federated Status' out, choose Required or Remove Status, or set it in Docusign Admin.",
	);
}

/** @param accounts those of the published request, the first of which speaks for the user */
function refuseOwnTitles([first = {}, ...others]: JsonObject[]): void {
	for (const [field, label] of [
		['job_title', 'Job Title'],
		['company_name', 'Company Name'],
	]) {
		if (others.every((each) => !shown(each[field]) || each[field] === first[field])) continue;
		throw cursorLacks(
			'give a user a job title or company of its own in a further account',
			`Set '${label}' for the user, who has it in all accounts, and leave it out of 'Additional Accounts'.`,
		);
	}
}

/** @param body of the published request that creates a user */
export function refuseNewUser(body: JsonObject, accounts: JsonObject[]): void {
	if (shown(body.access_code)) {
		throw cursorLacks('set an access code', "Leave 'Access Code' out.");
	}
	if (body.auto_activate_memberships === true) {
		throw cursorLacks(
			'activate the memberships of a new user',
			"Leave 'Auto Activate Memberships' out or switch it off: the user activates them through the e-mail that Docusign sends.",
		);
	}
	refuseOwnTitles(accounts);
}

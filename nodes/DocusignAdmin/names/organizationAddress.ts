import { canonicalId } from '../api/ids';
import { invalidInput } from '../../shared/errors/input';

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * The ID in the address of a page of Docusign Admin, as it is copied from the browser.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where none stands there, or several
 */
export function organizationInAddress(address: string): string {
	const named = new RegExp(`organizations?(?:id)?[/=:](${GUID})`, 'i').exec(address)?.[1];
	const all = new Set(address.match(new RegExp(GUID, 'gi')));
	const id = named ?? (all.size === 1 ? [...all][0] : undefined);
	if (id !== undefined) return canonicalId(id);
	throw invalidInput(
		"'Organization' is an address in which no ID of an organization stands",
		'Paste the ID, or the address of a page of Docusign Admin that has it.',
	);
}

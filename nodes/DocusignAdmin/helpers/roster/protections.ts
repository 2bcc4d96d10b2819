import { invalidInput } from '../../../shared/errors/input';
import { readList } from '../../../shared/n8n/fields/readers';
import { isAddress, isDomain, seen } from '../../api/users/address';
import { findNamed } from '../../names/match';
import type { Item } from '../../operation';
import { domainKey } from '../../roster/guards';
import type { Named, RosterSettings } from '../../roster/types';

type Protections = Pick<
	RosterSettings,
	'protectedEmails' | 'protectedDomains' | 'protectedAccounts'
>;

/** An entry that can mean nobody would protect nobody. */
function demandEach(
	entries: readonly string[],
	label: string,
	{ fits, what, example }: { fits(entry: string): boolean; what: string; example: string },
): string[] {
	const odd = entries.find((entry) => !fits(entry));
	if (odd === undefined) return [...entries];
	throw invalidInput(
		`'${label}' has an entry that is no ${what}, and would protect nobody: ${seen(odd)}`,
		`Give each as ${example}, with commas between them.`,
	);
}

/**
 * Whom a plan may not close, by its options.
 *
 * @param accounts those in scope
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` for what is no address or domain; as `findNamed` for an account
 */
export function protectionsOf(item: Item, accounts: readonly Named[]): Protections {
	const list = (name: string, label: string) => readList(item.parameter(`options.${name}`), label);
	const emails = list('protectedEmails', 'Protected Emails');
	const domains = list('protectedDomains', 'Protected Domains');
	const search = { kind: 'account', orId: true, where: "'Protected Accounts'" } as const;
	return {
		protectedEmails: demandEach(emails, 'Protected Emails', {
			fits: isAddress,
			what: 'email address',
			example: 'name@example.com',
		}),
		protectedDomains: demandEach(domains, 'Protected Domains', {
			fits: (entry) => isDomain(domainKey(entry)),
			what: 'domain',
			example: 'example.com, which stands for the domains below it too',
		}),
		protectedAccounts: list('protectedAccounts', 'Protected Accounts').map((text) =>
			String(findNamed(accounts, text, search).id),
		),
	};
}

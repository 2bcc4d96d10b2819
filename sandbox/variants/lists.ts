/** What lists and profiles show, and how they are paged. */
export interface ListOptions {
	/** Whether the user list filtered by e-mail alone shows closed users; Docusign's is said not to. */
	listClosedByEmail: boolean;
	/**
	 * The `membership_id` of the user list filtered by e-mail alone: `null`, no field, or the id, that of the
	 * default account.
	 */
	membershipIdByEmail: 'null' | 'absent' | 'shown';
	/**
	 * Whether the user list of an account filtered by e-mail keeps closed members and ids from view, as
	 * that by e-mail alone does. Only the list by `account_id` alone is known to show both.
	 */
	accountListByEmail: 'whole' | 'bare';
	/** Whether memberships inside a profile carry their id; at Docusign they have not always. */
	membershipIdInProfile: boolean;
	/** Whether a profile shows closed memberships, or open ones only. */
	closedMembershipsInProfile: boolean;
	/** Whether lists of users show addresses, on both contracts; the cursor contract's sample does not. */
	addressesInLists: boolean;
	/** Whether lists of the published contract have their `paging` object or numbers. */
	pagingInLists: boolean;
	/** Whether `start` and `page` count, or every page is the first one again. */
	startCounts: boolean;
	/** Whether an export counts the line of its columns among its rows; Docusign's way is not known. */
	headIsRow: boolean;
}

export const usualLists: ListOptions = {
	listClosedByEmail: false,
	membershipIdByEmail: 'null',
	accountListByEmail: 'whole',
	membershipIdInProfile: false,
	closedMembershipsInProfile: true,
	addressesInLists: true,
	pagingInLists: true,
	startCounts: true,
	headIsRow: false,
};

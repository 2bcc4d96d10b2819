/** What becomes of closing a closed membership: nothing, an error on its item, or a 400. */
export type ClosedAgain = 'ok' | 'error' | 'refuse';

/** How closing goes, and what the answer says of it. */
export interface ClosingOptions {
	/** Closing a closed membership again, on the published contract. */
	closeClosed: ClosedAgain;
	/** The same on the cursor contract. */
	cursorCloseClosed: ClosedAgain;
	/** The code of that error. */
	closedAlreadyCode: string;
	/** Its words. */
	closedAlreadyText: string;
	/** Ids of accounts in which nobody can be closed. */
	closeRefusedIn: readonly string[];
	/** Of the accounts that are named, those in which nothing happens although the answer says so. */
	closeIgnores: 'none' | 'last' | 'all';
	/**
	 * What the answer names: every account, all but the last (the cursor contract: all but the last user,
	 * where it does not name accounts), none of them, or it has no body.
	 */
	closeAnswer: 'whole' | 'fewer' | 'none' | 'empty';
	/** Whether what was closed bears a warning in its `error_details`, and `success` is false for it. */
	closeWarning: boolean;
	/**
	 * The status in the cursor contract's answer: `Closed` where everything asked for is closed, or the
	 * user's own, which stays Active while another account is open, and beside it one for each account.
	 */
	cursorCloseStatus: 'asked' | 'user';
	/** What `error_details` are, on both contracts: an object, its words, or its code. */
	errorDetails: 'object' | 'text' | 'code';
}

export const usualClosing: ClosingOptions = {
	closeClosed: 'error',
	cursorCloseClosed: 'ok',
	closedAlreadyCode: 'membership_closed',
	closedAlreadyText: 'The membership is closed already.',
	closeRefusedIn: [],
	closeIgnores: 'none',
	closeAnswer: 'whole',
	closeWarning: false,
	cursorCloseStatus: 'user',
	errorDetails: 'object',
};

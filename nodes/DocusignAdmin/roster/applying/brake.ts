import type { PlanCounts } from '../types';

/** How many closures are made without being asked back. */
export interface Brake {
	maxClosures: number;
	/** Of the open memberships in the accounts in scope. */
	maxClosuresPercent: number;
	/** The very number of the plan's closures, from somebody who saw it. */
	confirmedClosures?: number;
}

export const DEFAULT_BRAKE: Brake = { maxClosures: 10, maxClosuresPercent: 5 };

/**
 * Why none of a plan's closures is made; undefined where they may be. It goes by the plan's own counts, so
 * that a plan applied in parts is not a way round it.
 */
export function brakeOn(
	{ close, members }: PlanCounts,
	{ maxClosures, maxClosuresPercent, confirmedClosures }: Brake,
): string | undefined {
	if (close === 0 || confirmedClosures === close) return undefined;
	const isFew = close <= maxClosures;
	// Of nobody, or of nobody knows how many, each closure is too large a share.
	const isSmallPart = members > 0 && (close / members) * 100 <= maxClosuresPercent;
	if (confirmedClosures === undefined && isFew && isSmallPart) return undefined;
	const closes = `the plan closes ${close} of ${members} open memberships`;
	return confirmedClosures === undefined
		? `${closes}, which is more than ${isFew ? `${maxClosuresPercent} percent` : maxClosures}: confirm it with ${close}`
		: `${closes}, and ${confirmedClosures} were confirmed`;
}

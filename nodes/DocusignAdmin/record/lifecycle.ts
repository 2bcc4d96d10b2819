import type { JsonObject } from '../../shared/http';
import { lowerCase } from './values';

/** Where a user stands with the organization, for whoever compares it with a list of people. */
export type Lifecycle = 'active' | 'invited' | 'created' | 'disabled' | 'closed';

/** Statuses of memberships and users, the strongest first: one open membership makes a user active. */
const STAGES: ReadonlyArray<[Lifecycle, readonly string[]]> = [
	['active', ['active']],
	['invited', ['activation_sent', 'activationsent']],
	['created', ['created', 'activation_required', 'activationrequired']],
	['disabled', ['disabled']],
	['closed', ['closed']],
];

const stageOf = (status: string | undefined): Lifecycle | undefined =>
	STAGES.find(([, words]) => words.includes(status ?? ''))?.[0];

/** Whether a text is a status of a membership that Docusign is known to give. */
export const isMembershipStatus = (text: string): boolean =>
	stageOf(text.trim().toLowerCase()) !== undefined;

/**
 * The stage of a user over the organization's own memberships. A closed user is closed; a record that does not
 * show the memberships, or one with a status that is not known, is read by the user's own status.
 *
 * @param memberships normalized; undefined where the record shows not all of them
 * @returns undefined where the record tells neither
 */
export function lifecycleOf(
	status: string | undefined,
	memberships: readonly JsonObject[] | undefined,
): Lifecycle | undefined {
	const ofUser = stageOf(status);
	if (ofUser === 'closed') return ofUser;
	const own = (memberships ?? []).filter(({ is_external: external }) => external !== true);
	const stages = own.map((membership) => stageOf(lowerCase(membership.status)));
	if (stages.length === 0 || stages.includes(undefined)) return ofUser;
	return STAGES.map(([stage]) => stage).find((stage) => stages.includes(stage));
}

import type { UserEvent } from '../../../../../nodes/DocusignAdmin/trigger/detection';

export interface Facts {
	/** Told exactly once. */
	required: Set<string>;
	/** Told once at most: where answers contradict each other or were missing for a while. */
	tolerated: Set<string>;
}

export const numberOf = (id: unknown): number => Number(String(id).slice(-12));

/** The facts that events tell, each as often as it is told. */
export const factsIn = (events: readonly UserEvent[]): string[] =>
	events.flatMap(({ event, account_id: account, user, changed_fields: fields = ['nothing'] }) => {
		const number = numberOf(user.id);
		if (event === 'userUpdated') return fields.map((field) => `${number} ${event} ${field}`);
		if (event !== 'membershipChanged') return [`${number} ${event}`];
		return fields.map((field) => `${number} ${event} ${account} ${field}`);
	});

/** Where what was told is not what was to be told. */
export function faultsIn(told: readonly string[], { required, tolerated }: Facts): string[] {
	const seen = new Set(told);
	const missing = [...required].filter((fact) => !seen.has(fact));
	const strange = [...seen].filter((fact) => !required.has(fact) && !tolerated.has(fact));
	const twice = told.filter((fact, index) => told.indexOf(fact) !== index);
	return [
		...missing.map((fact) => `missing: ${fact}`),
		...strange.map((fact) => `strange: ${fact}`),
		...twice.map((fact) => `twice: ${fact}`),
	];
}

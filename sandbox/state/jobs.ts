/** A bulk export or import. Times are epoch milliseconds. */
export interface Job {
	id: string;
	organizationId: string;
	kind: 'userExport' | 'userImport' | 'settingsExport' | 'settingsImport';
	type: string;
	createdAt: number;
	requestor: { name: string; id: string; type: string; email: string };
	/** How often it was looked at: it goes on by a step each time, so that pollers need no waiting. */
	looks: number;
	/** What the request asked for, and what came of it; its own operations know the shape. */
	detail: Record<string, unknown>;
}

export class JobState {
	readonly jobs = new Map<string, Job>();

	of(organizationId: string, kind: Job['kind']): Job[] {
		return [...this.jobs.values()].filter(
			(job) => job.organizationId === organizationId && job.kind === kind,
		);
	}
}

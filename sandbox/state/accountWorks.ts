/** A clone or a new sub-account under way. Times are epoch milliseconds. */
export interface AccountWork {
	id: string;
	organizationId: string;
	assetGroupId: string;
	type: 'AccountAssetClone' | 'AccountAssetCreate';
	createdAt: number;
	/** Of whoever asked for it. */
	createdBy: { name: string; email: string };
	/** How often it was looked at: it goes on by a step each time. */
	looks: number;
	/** The target's id. No account comes of it: no operation says how one would look. */
	targetId: string;
	/** The request, which the answers give back. */
	request: object;
}

const stages = ['Pending', 'Processing', 'Completed'] as const;

export const workStatus = ({ looks }: AccountWork) => stages[Math.min(looks, 2)];

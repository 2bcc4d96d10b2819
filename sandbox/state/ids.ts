/** Kinds of records, told apart by the first block of their GUIDs so that a log reads easily. */
const blocks = {
	organization: '0a000000',
	account: '0b000000',
	user: '0c000000',
	membership: '0d000000',
	domain: '0e000000',
	identityProvider: '0f000000',
	app: '1a000000',
	dsGroup: '1b000000',
	product: '1c000000',
	job: '1d000000',
	scimGroup: '1e000000',
	assetGroup: '1f000000',
	accountWork: '2a000000',
	connect: '2b000000',
} as const;

export type RecordKind = keyof typeof blocks;

/** The GUID of the n-th record of a kind: the same in every run, so that a failure can be repeated. */
export function guidOf(kind: RecordKind, n: number): string {
	return `${blocks[kind]}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

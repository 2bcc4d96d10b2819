import { ApiFailure } from '../../../shared/errors/apiFailure';
import { invalidInput } from '../../../shared/errors/input';
import type { WritePlan } from '../../../shared/n8n/operation';
import type { Item } from '../../operation';
import type { ImportKind } from '../../userImport/columns';
import { runImport, type Outcomes } from '../../userImport/runImport';
import { keyOf, prepare, summariesOfFiles, type Prepared } from './importPrepared';

/** All items of a run make one import: the first that comes sends it, and each takes its own result. */

const sharedKey = (kind: ImportKind) => `userImport:${kind}`;

/** The settings that hold for all items, by name and label: those that no item has of its own, and the rest. */
const FIXED = { accountId: 'Account', confirmedClosures: 'Confirmed Closures' } as const;
const SAME = {
	organizationId: 'Organization',
	fieldNames: 'Field Names',
	options: 'Options',
} as const;

/** Settings that hold for all items cannot depend on one of them. */
function demandFixed(item: Item): void {
	const found = Object.entries(FIXED).find(([name]) => item.isExpression(name));
	if (found === undefined) return;
	throw invalidInput(
		`All items make one import, and '${found[1]}' is an expression`,
		"Give it as it is. Where each person has an account of their own, it stands in the item: say under which name in 'Field Names'.",
	);
}

/** Nothing may be done to an item that another one says, nor as somebody who another one signs in as. */
async function demandSame(item: Item): Promise<void> {
	const found = item.disagreement(Object.keys(SAME)) as keyof typeof SAME | undefined;
	if (found !== undefined) {
		throw invalidInput(
			`All items make one import, and '${SAME[found]}' is not the same for each`,
			'Give all items the same, or run the node once for each of them. Nothing was sent to Docusign.',
		);
	}
	if (await item.signsInAlike()) return;
	throw invalidInput(
		'All items make one import, and the credential does not sign in as the same for each',
		'Give all items one credential, or run the node once for each of them. Nothing was sent to Docusign.',
	);
}

/** A step that the items of a run share, taken once also where it fails. */
async function once<T>({ run }: Item, key: string, step: () => Promise<T> | T): Promise<T> {
	const ended = await run.remember<{ value: T } | { error: unknown }>(key, async () => {
		try {
			return { value: await step() };
		} catch (error) {
			return { error };
		}
	});
	if ('error' in ended) throw ended.error as Error;
	return ended.value;
}

/** The file goes with the first item. */
const summariesOf = (shared: Prepared, kind: ImportKind, isFirst: boolean): string[] =>
	isFirst
		? summariesOfFiles(shared, kind)
		: ['Nothing to send for this item: it is part of the import that the first one shows'];

/**
 * The part of an item in the import that all items make.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT` where the items do not want the same, and what is wrong with the
 * item's own row
 */
export async function planItem(item: Item, kind: ImportKind): Promise<WritePlan> {
	demandFixed(item);
	const { itemIndex } = item;
	const shared = await once(item, sharedKey(kind), async () => {
		await demandSame(item);
		return await prepare(item, kind, item.inputItems);
	});
	if (shared.key !== keyOf(item, kind)) {
		throw invalidInput(
			'All items make one import, and this item wants another one than the first',
			'Give all items the same, or run the node once for each.',
		);
	}
	const problem = shared.problems.get(itemIndex);
	if (problem) throw problem;
	const isFirst = shared.files[0]?.rows[0]?.index === itemIndex;
	return {
		requests: isFirst ? shared.requests : [],
		summaries: async () => await Promise.resolve(summariesOf(shared, kind, isFirst)),
		// Of all rows, and said once.
		warnings: isFirst ? shared.warnings : [],
		async send() {
			const outcomes = await once<Outcomes>(item, `${sharedKey(kind)}:ended`, async () =>
				runImport(item.client, shared.files, shared.manner),
			);
			const outcome = outcomes.get(itemIndex);
			if (outcome instanceof ApiFailure) throw outcome;
			return [{ outcome: 'done', ...outcome }];
		},
	};
}

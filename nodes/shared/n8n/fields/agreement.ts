import { isObject } from '../../json';
import type { JsonValue } from '../../http';

/**
 * Parameters that hold for all items of a run at once. An expression in one of them is evaluated for each
 * item, and what it gives one must not be done to another: with one item's dry run all would be sent, and
 * with one item's organization all would be closed in that.
 */

/** The node's parameters, and n8n's way to evaluate what stands in them. */
export interface Expressions {
	getNode(): { parameters: object };
	evaluateExpression(expression: string, itemIndex: number): unknown;
}

const isExpression = (stored: unknown): stored is string =>
	typeof stored === 'string' && stored.startsWith('=');

/** Whether an expression stands in something that is stored, however deep. */
export function holdsExpression(stored: unknown): boolean {
	if (Array.isArray(stored)) return stored.some(holdsExpression);
	if (!isObject(stored)) return isExpression(stored);
	return Object.values(stored).some(holdsExpression);
}

/**
 * The first of some parameters that does not say the same for every item; undefined where all do. What cannot
 * be evaluated for an item is not the same for it.
 *
 * @param names of parameters, with all that stands in them
 * @param count how many items there are
 */
export function disagreement(
	{ getNode, evaluateExpression }: Expressions,
	names: readonly string[],
	count: number,
): string | undefined {
	const parameters = getNode().parameters as Readonly<Record<string, JsonValue>>;
	const valueAt = (stored: unknown, index: number): unknown => {
		if (isExpression(stored)) return evaluateExpression(stored.slice(1), index);
		if (Array.isArray(stored)) return stored.map((each) => valueAt(each, index));
		if (!isObject(stored)) return stored;
		return Object.entries(stored).map(([key, each]) => [key, valueAt(each, index)]);
	};
	const shownAt = (stored: unknown, index: number): string | undefined => {
		try {
			return JSON.stringify([valueAt(stored, index)]);
		} catch {
			return undefined;
		}
	};
	return names.find((name) => {
		const stored = parameters[name];
		if (count < 2 || !holdsExpression(stored)) return false;
		const first = shownAt(stored, 0);
		for (let index = 1; index < count; index++) {
			if (first === undefined || shownAt(stored, index) !== first) return true;
		}
		return false;
	});
}

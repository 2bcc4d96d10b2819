import { formatTable } from '../../../scripts/lib/table.mjs';

/** @typedef {import('./changes.mjs').Made} Made */
/** @typedef {import('./changes.mjs').Expected} Expected */
/** @typedef {import('./executions.mjs').Received} Received */
/** @typedef {{ made: Made, expected: Expected, received?: Received }} Line */

/**
 * Puts each expected event beside the first one received that fits and was not given away yet.
 * @param {Made[]} changes in the order in which they were made
 * @param {Received[]} events in the order in which they came
 */
export function compare(changes, events) {
	const left = [...events];
	/** @type {Line[]} */
	const lines = changes.flatMap((made) =>
		made.expected.map((expected) => {
			const at = left.findIndex((event) => fits(made, expected, event));
			const [received] = at < 0 ? [] : left.splice(at, 1);
			return { made, expected, received };
		}),
	);
	const ids = new Set(lines.map(({ received }) => received?.event_id));
	return {
		lines,
		missing: lines.filter(({ received }) => !received),
		/** Told before with the same `event_id`. */
		repeated: left.filter(({ event_id }) => ids.has(event_id)),
		/** Nobody made such a change. */
		unexpected: left.filter(({ event_id }) => !ids.has(event_id)),
	};
}

/**
 * @param {Made} made
 * @param {Expected} expected
 * @param {Received} received
 */
function fits({ userId }, { event, account, field }, received) {
	return (
		received.user.id === userId &&
		received.event === event &&
		(account === undefined || received.account_id === account) &&
		(field === undefined || received.changed_fields?.join() === field)
	);
}

/**
 * @param {Map<string, Line[]>} byContract the lines of each, which have the same changes
 */
export function comparisonTable(byContract) {
	const contracts = [...byContract.keys()];
	const [first = []] = byContract.values();
	const rows = first.map(({ made, expected }, index) => [
		made.what,
		made.email.replace(/@.*/, ''),
		expected.field ? `${expected.event}: ${expected.field}` : expected.event,
		...contracts.map((contract) => told(byContract.get(contract)?.[index].received)),
	]);
	return formatTable([
		['change made', 'user', 'event', ...contracts.map((name) => `received (${name})`)],
		...rows,
	]);
}

/** @param {Received | undefined} received */
const told = (received) =>
	received ? `#${received.execution} ${received.event_id.slice(0, 8)}` : 'MISSING';

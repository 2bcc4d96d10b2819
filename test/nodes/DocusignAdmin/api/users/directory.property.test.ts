import fc from 'fast-check';

import { Directory } from '../../../../../nodes/DocusignAdmin/api/users/directory';

/** Whatever a list shows of its users: no holder of an address is ever passed over in silence. */

const ADDRESSES = ['a@example.com', 'b@example.com', 'c@example.com'];

interface Listed {
	address: number;
	isShown: boolean;
	isClosed: boolean;
	/** Whether the user's own record can be read, and shows the address. */
	isTold: boolean;
}

const lists = fc.array(
	fc.record<Listed>({
		address: fc.nat(2),
		isShown: fc.boolean(),
		isClosed: fc.boolean(),
		isTold: fc.boolean(),
	}),
	{ maxLength: 12 },
);
/** Who gets which address afterwards. */
const moves = fc.array(fc.tuple(fc.nat(11), fc.nat(2)), { maxLength: 8 });

const idOf = (n: number) => `0a1b2c3d-0000-4000-8000-${String(n).padStart(12, '0')}`;

test('the holders of an address are all of them, or it is not told', async () => {
	await fc.assert(
		fc.asyncProperty(lists, moves, fc.boolean(), async (listed, moved, asks) => {
			const directory = new Directory();
			const truth = listed.map(({ address }) => ADDRESSES[address]);
			const isKnown = listed.map(({ isShown, isTold }) => isShown || (asks && isTold));
			listed.forEach(({ isShown, isClosed }, n) => {
				const status = isClosed ? 'closed' : 'active';
				// Case and blanks do not count.
				const email = isShown ? ` ${truth[n].toUpperCase()}` : undefined;
				directory.add({ id: idOf(n), user_status: status, email });
			});
			if (asks) {
				await directory.askSilent(async (id) => {
					const n = Number(id.split('-').at(-1));
					return await Promise.resolve(listed[n].isTold ? { id, email: truth[n] } : { id });
				});
			}
			for (const [n, address] of moved.filter(([who]) => who < listed.length)) {
				directory.move(idOf(n).toUpperCase(), ADDRESSES[address]);
				truth[n] = ADDRESSES[address];
				isKnown[n] = true;
			}
			for (const address of ADDRESSES) {
				const told = directory.holdersOf(address);
				const holders = truth.flatMap((each, n) => (each === address ? [n] : []));
				const isHidden = (n: number) => !isKnown[n];
				const shown = holders.filter((n) => isKnown[n]).map(idOf);
				const hidesOpen = listed.some(({ isClosed }, n) => isHidden(n) && !isClosed);
				if (hidesOpen || (shown.length === 0 && listed.some((_, n) => isHidden(n)))) {
					expect(told).toBe('notTold');
				} else {
					expect([...told].map((id) => id.toLowerCase()).sort()).toEqual(shown.sort());
				}
			}
		}),
		{ numRuns: 400 },
	);
});

test('a list of more silent users than are read one by one stays silent', async () => {
	const directory = new Directory();
	for (let n = 0; n < 501; n++) directory.add({ id: idOf(n) });
	let reads = 0;
	await directory.askSilent(async (id) => {
		reads++;
		return await Promise.resolve({ id, email: ADDRESSES[0] });
	});
	expect(reads).toBe(0);
	expect(directory.holdersOf(ADDRESSES[0])).toBe('notTold');
});

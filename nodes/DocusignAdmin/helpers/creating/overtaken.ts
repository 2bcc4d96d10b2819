import type { WritePlan, WriteWork } from '../../../shared/n8n/operation';
import { isFailure } from '../../api/errors/catalogue';
import { noteWrite } from '../../api/users/users';
import type { Item } from '../../operation';
import { emailOf, organizationIdOf } from '../../parameters';
import { readsListThrough } from '../userCalls';

/** So often does a run read the whole list once more: that is a thousand calls where there are many users. */
const MOST_LISTS = 3;

/** Whether two plans would send the same. */
const isSamePlan = (one: WritePlan, other: WritePlan): boolean =>
	JSON.stringify(one.requests) === JSON.stringify(other.requests);

/** Whether the run may look once more for who has an address. */
async function mayLook({ client }: Item): Promise<boolean> {
	if (!readsListThrough(client.contract)) return true;
	const lists = await client.cache.remember(
		'lists read for who was overtaken',
		async () => await Promise.resolve({ read: 0 }),
	);
	return lists.read++ < MOST_LISTS;
}

/**
 * Work that leaves a user as wanted, also where somebody else makes the same user or membership between the
 * look and the request: another workflow, or the same one on another worker. Docusign refuses it as being
 * there then; so it is looked at once more, and what still differs is changed.
 */
export const evenIfOvertaken = (work: WriteWork<Item>): WriteWork<Item> => ({
	...work,
	async plan(item) {
		const planned = await work.plan(item);
		const warnings = [...(planned.warnings ?? [])];
		const again = async (refusal: unknown) => {
			const isThere = isFailure(refusal, 'DOCUSIGN_USER_EXISTS');
			if (!isThere || !(await mayLook(item))) return await Promise.reject(refusal);
			// Who had the address at the first look counts no more.
			await noteWrite(item.client, organizationIdOf(item), emailOf(item.parameter('email')));
			const anew = await work.plan(item);
			// Whoever is there is not to be seen, and would be refused again.
			if (isSamePlan(anew, planned)) return await Promise.reject(refusal);
			warnings.push(...(anew.warnings ?? []).filter((each) => !warnings.includes(each)));
			return await anew.send();
		};
		return {
			...planned,
			warnings,
			send: async (doubt) => await planned.send(doubt).catch(again),
		};
	},
});

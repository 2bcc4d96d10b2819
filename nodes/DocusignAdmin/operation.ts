import type {
	ItemContext,
	Operation as AnyOperation,
	Resource as AnyResource,
} from '../shared/n8n/operation';
import type { AdminClient } from './api/client';
import type { Calls } from './calls';
import type { NameRules } from './names/resolve';

/** One item's run of an operation, without n8n. */
export type Item = ItemContext<AdminClient>;

/** One entry of the Operation menu and how it is carried out. */
export interface Operation extends AnyOperation<Item> {
	/** The calls of the Admin API that it takes. Scopes are told by it, and a test holds it true. */
	calls: Calls;
	/** What is meant where Organization and Account are left empty. */
	names?: NameRules;
}

/** One entry of the Resource menu. */
export type Resource = AnyResource<Operation>;

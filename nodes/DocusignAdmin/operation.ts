import type {
	ItemContext,
	Operation as AnyOperation,
	Resource as AnyResource,
} from '../shared/n8n/operation';
import type { Session } from './api/client';

/** One item's run of an operation, without n8n. */
export type ItemRun = ItemContext<Session>;

/** One entry of the Operation menu and how it is carried out. */
export type Operation = AnyOperation<ItemRun>;

/** One entry of the Resource menu. */
export type Resource = AnyResource<Operation>;

import type {
	ItemContext,
	Operation as AnyOperation,
	Resource as AnyResource,
} from '../shared/n8n/operation';
import type { AdminClient } from './api/client';

/** One item's run of an operation, without n8n. */
export type Item = ItemContext<AdminClient>;

/** One entry of the Operation menu and how it is carried out. */
export type Operation = AnyOperation<Item>;

/** One entry of the Resource menu. */
export type Resource = AnyResource<Operation>;

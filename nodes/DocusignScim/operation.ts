import type {
	ItemContext,
	Operation as AnyOperation,
	Resource as AnyResource,
} from '../shared/n8n/operation';
import type { ScimClient } from './api/client';

/** One item's run of an operation, without n8n. */
export type Item = ItemContext<ScimClient>;

/** One entry of the Operation menu and how it is carried out. */
export interface Operation extends AnyOperation<Item> {
	request: NonNullable<AnyOperation<Item>['request']>;
}

/** One entry of the Resource menu. */
export type Resource = AnyResource<Operation>;

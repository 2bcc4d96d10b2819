import type { Resource } from '../operation';
import { group } from './group';
import { schema } from './schema';
import { serviceProviderConfig } from './serviceProviderConfig';
import { user } from './user';

/** The Resource menu, in its order. */
export const resources: Resource[] = [group, schema, serviceProviderConfig, user];

/** Change detection of the trigger: pure, without n8n and without requests. Begin with `Poll`. */
export { Poll } from './detector';
export type { StoredState } from './store/state';
export * from './types';

/**
 * What is known about Docusign's wire, as data, and the checks that follow from it. The sandbox
 * refuses by it; tests hold every request of the nodes against them.
 */
export type { CheckedRequest, CursorOperation, PublishedOperation } from './model';
export {
	matchPublished,
	publishedOperation,
	publishedOperations,
	validateRequest,
	validateResponse,
} from './published';
export { cursorOperation, cursorOperations, matchCursor, validateCursorRequest } from './cursor';

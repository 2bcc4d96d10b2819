import { ApiFailure } from '../../errors/apiFailure';

/** Refusals of the token, of a right, of the time it took or of a limit: they say nothing of what was asked. */
const NOT_ABOUT_THE_REQUEST: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** Whether the server judged the request itself, and not whether it may be made now and by whom. */
export const isVerdict = (failure: unknown): failure is ApiFailure =>
	failure instanceof ApiFailure &&
	failure.status !== undefined &&
	failure.status < 500 &&
	!NOT_ABOUT_THE_REQUEST.has(failure.status) &&
	failure.retryAt === undefined &&
	failure.scheduler === undefined;

import type { JsonObject } from '../../shared/http';

/** Whether a user record of either contract is not closed. */
export const isOpenUser = (user: JsonObject) =>
	String(user.user_status ?? user.status).toLowerCase() !== 'closed';

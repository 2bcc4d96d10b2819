import { refuse } from '../http/answer';
import type { Call } from '../http/call';
import type { AccessToken } from '../state/oauthState';
import { HOUR } from '../state/time';

/** Counts a call of userinfo, which has a limit of its own: by the hour, for each user and app. */
export function countUserinfo(call: Call, { userId = '', integrationKey }: AccessToken): void {
	const { state, options, clock } = call.backend;
	const calls = state.oauth.userinfoCalls;
	const key = `${integrationKey} ${userId} ${Math.floor(clock.now() / HOUR)}`;
	const used = calls.get(key) ?? 0;
	if (used >= options.userinfoPerHour) {
		throw refuse(
			options.rateLimit?.answer === '429' ? 429 : 400,
			'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
			'The maximum number of hourly API invocations has been exceeded.',
		);
	}
	calls.set(key, used + 1);
}

import { explain } from '../../credentials/shared/authError';
import type { ScimSettings } from '../../credentials/shared/scim/scimSettings';
import { ApiFailure } from '../shared/errors/apiFailure';
import type { Fail } from '../shared/transport/call';

type Doubts = ScimSettings['doubts'];

/** Statuses that speak of the token; any other refusal, or no SCIM at all, may be for the address. */
const ABOUT_TOKEN = [401, 403];

/** Adds what looks wrong in the credential to what a refusal says. */
export const withDoubts =
	<Context>(fail: Fail<Context>, doubts: Doubts): Fail<Context> =>
	(outcome, context) => {
		const failure = fail(outcome, context);
		const { status, message } = failure;
		const isAboutToken = status !== undefined && ABOUT_TOKEN.includes(status);
		const doubt = isAboutToken ? doubts.token : doubts.url;
		if (!doubt || failure.retryAt !== undefined) return failure;
		const description = `${failure.description} ${explain(doubt)}`;
		return new ApiFailure({ ...failure, message, description });
	};

/** The same for a log, where nothing need be wrong. */
export const doubtTexts = ({ url, token }: Doubts): string[] =>
	[url, token].flatMap((row) => (row ? [explain(row)] : []));

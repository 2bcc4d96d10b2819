import { createCatalogue } from '../../../../../nodes/shared/errors/catalogue';
import {
	isRefused,
	outcomeCode,
	outcomeFacts,
} from '../../../../../nodes/shared/errors/fromOutcome';
import type { MessageFacts } from '../../../../../nodes/shared/errors/messageTemplate';
import { ANSWER_ROWS } from '../../../../../nodes/shared/errors/rows/answers';
import { LIMIT_ROWS } from '../../../../../nodes/shared/errors/rows/limits';
import type { Fail } from '../../../../../nodes/shared/transport/call';

const REFUSED = {
	code: 'DOCUSIGN_REFUSED',
	message: 'Refused to {operation}',
	cause: '',
	remedy: '',
} as const;

const { create } = createCatalogue([...ANSWER_ROWS, ...LIMIT_ROWS, REFUSED], {
	speaker: 'The server',
});

/** The failures of an API without words of its own. */
export const plainFail: Fail<MessageFacts> = (
	outcome,
	{ method, attempts, waitedMs, ...context },
) => {
	const attempt = { method, attempts, waitedMs };
	const code = isRefused(outcome) ? REFUSED.code : outcomeCode(outcome, attempt);
	const { facts, extras } = outcomeFacts(outcome, attempt);
	return create(code, { ...context, ...facts }, extras);
};

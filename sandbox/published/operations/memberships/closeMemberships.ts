import { closeAnswer, closeIn, named } from '../../../common/closing';
import { published, userIn } from '../../operation';
import { errorDetails } from '../../userItems';

interface Body {
	accounts: Array<{ id: string }>;
}

/** Closes memberships one by one: a DELETE with a body, whose failures stand on their item inside a 200. */
export const closeMemberships = published<Body>('closeMemberships', (call) => {
	const ids = call.body.accounts.map(({ id }) => id);
	const closed = closeIn(call, userIn(call).id, ids, call.backend.options.closeClosed);
	return closeAnswer(call, {
		success: closed.every(({ details }) => details === undefined),
		accounts: named(call, closed).map(({ accountId: id, details }) =>
			details ? { id, error_details: errorDetails(details) } : { id },
		),
	});
});

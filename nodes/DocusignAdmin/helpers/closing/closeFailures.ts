import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { CloseAnswer } from '../../api/closeAnswer';
import type { UserFacts } from '../../api/contract';
import { isSameId } from '../../api/ids';

export const silence = (ids: readonly string[]) =>
	ids.map((id) => ({
		id,
		error: '',
		description: 'Docusign does not say that this was closed, and shows it open',
	}));

export const copyOf = (failure: ApiFailure) =>
	new ApiFailure({ ...failure, message: failure.message });

/** Not closed as a whole: where no account was named, only the answer can say in which ones all the same. */
export function notWhole(failure: ApiFailure, told: CloseAnswer, user: UserFacts): ApiFailure {
	const { closed, failed, untold } = told;
	const open = [...failed.map(({ id }) => id), ...untold].filter((id) => id !== undefined);
	if (closed.length > 0) return partly(failure, { closed, open, told, user });
	const { message } = failure;
	const description = `${failure.description} The user may be closed in some of the accounts all the same: look at the user in Docusign.`;
	return new ApiFailure({ ...failure, message, description });
}

interface Partly {
	closed: string[];
	open: string[];
	told: CloseAnswer | undefined;
	user: UserFacts;
}

/** Closed here and not there: whoever reads it has to know both. */
export function partly(failure: ApiFailure, { closed, open, told, user }: Partly): ApiFailure {
	const notClosed = open.map((id) => {
		const why = told?.failed.find((each) => isSameId(each.id, id));
		return { id, ...(why && { error: why.error, description: why.description }) };
	});
	const whom = user.email ?? user.id;
	const message = `Docusign closed ${whom} in ${closed.join(', ')}, but not in ${open.join(', ')}: ${failure.message}`;
	const description = failure.unknownOutcome
		? `It is about ${whom}, and may have been carried out in the rest too. ${failure.description}`
		: failure.description;
	const partial = { closed, not_closed: notClosed };
	return new ApiFailure({ ...failure, message, description, partial });
}

import type { Contract, Facts, OperationId } from '../contract/types';
import { scopesOf } from '../contract/types';
import { VERBS } from '../contract/verbs';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import { createFailure, type ErrorCode } from './catalogue';
import type { FailureContext } from './refusals';
import type { JsonValue } from '../../../shared/http';

/** The failures that the package finds by itself, without an answer of Docusign. */

/**
 * What is known of a request, for the messages about it.
 *
 * @param scopes those of the token, asked for only when a request has failed, since it may have been
 * the one that the token was fetched for; left out where they are not known
 */
export function contextOf(
	operation: OperationId,
	facts: Facts,
	contract: Contract,
	scopes?: () => readonly string[] | undefined,
): FailureContext {
	const needed = scopesOf(contract.rows[operation], facts);
	return {
		operation: VERBS[operation],
		scope: scopesText(needed),
		get missingScope() {
			const there = scopes?.();
			return there && scopesText(needed.filter((scope) => !there.includes(scope)));
		},
		organization: facts.organizationId || undefined,
		account: facts.accountId,
		user: facts.user?.email ?? facts.user?.id,
		email: facts.user?.email ?? facts.email,
		record: facts.record,
		whenNotAuthorized: WHEN_NOT_AUTHORIZED[operation],
	};
}

/** What Docusign refuses as if the credential were at fault. */
export const WHEN_NOT_AUTHORIZED: Partial<Record<OperationId, ErrorCode>> = {
	updateEmailAddress: 'DOCUSIGN_EMAIL_DOMAIN_NOT_MANAGED',
	activateMembership: 'DOCUSIGN_ACTIVATION_NOT_ALLOWED',
};

/** As it goes on after "the scope". */
const scopesText = (scopes: readonly string[]): string | undefined =>
	scopes.join(' and the scope ') || undefined;

/** An operation or a filter that a contract does not have. */
export function contractLacks(operation: string, contract: string, instead: string): ApiFailure {
	const { message, code, description } = createFailure('DOCUSIGN_CONTRACT_LACKS', {
		operation,
		contract,
	});
	return new ApiFailure({ code, message, description: `${instead} ${description}` });
}

/**
 * Several users with one address, where one is meant: the description lists their ids.
 *
 * @param remedy what to do, where naming the user by id is not enough
 */
export function emailAmbiguous(email: string, ids: JsonValue[], remedy?: string): ApiFailure {
	const { code, message, description } = createFailure('DOCUSIGN_EMAIL_AMBIGUOUS', {
		email,
		count: ids.length,
	});
	return new ApiFailure({
		code,
		message,
		description: `${remedy ?? description} They are: ${ids.join(', ')}.`,
	});
}

/**
 * It cannot be told who has an address.
 *
 * @param remedy what to do, where naming the user by id is not enough
 */
export function addressNotTold(email: string, remedy?: string): ApiFailure {
	const { code, message, description } = createFailure('DOCUSIGN_ADDRESS_NOT_TOLD', { email });
	return new ApiFailure({ code, message, description: remedy ?? description });
}

/** @param user an id or an address */
export const userNotFound = (user: string): ApiFailure =>
	createFailure('DOCUSIGN_USER_NOT_FOUND', { operation: 'find the user', user });

/** @param count how many there are, where that is known before all of them were read */
export const tooManyResults = (count: number | undefined, most: number) =>
	createFailure('DOCUSIGN_TOO_MANY_RESULTS', { count, most });

/** @param what is wrong with the answer, in a clause, where that is known */
export function unreadableAnswer(operation: OperationId, what?: string): ApiFailure {
	const facts = { operation: VERBS[operation] };
	const { code, message, description } = createFailure('DOCUSIGN_UNREADABLE_ANSWER', facts);
	return new ApiFailure({ code, description, message: what ? `${message}: ${what}` : message });
}

/** The answer to a change that does not say what became of it. */
export const silent = (operation: OperationId): ApiFailure =>
	createFailure(
		'DOCUSIGN_UNKNOWN_OUTCOME',
		{ operation: VERBS[operation], reason: 'its answer does not say so' },
		{ status: 200, unknownOutcome: true },
	);

/** Nothing to show to someone who tries a trigger out. */
export const noUsers = (): ApiFailure =>
	new ApiFailure({
		code: 'DOCUSIGN_NOT_FOUND',
		message: 'There is no user to show yet in the accounts that the trigger watches',
		description: 'Check the organization and the accounts, or activate the workflow and wait.',
	});

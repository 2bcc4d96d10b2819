import type { Contract, Facts, OperationId } from '../contract/types';
import { scopesOf } from '../contract/types';
import { VERBS } from '../contract/verbs';
import { ApiFailure } from '../../../shared/errors/apiFailure';
import { createFailure } from './catalogue';
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
		changesEmail: operation === 'updateEmailAddress',
	};
}

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

/** @param count how many there are, where that is known before all of them were read */
export const tooManyResults = (count: number | undefined, most: number) =>
	createFailure('DOCUSIGN_TOO_MANY_RESULTS', { count, most });

export const unreadableAnswer = (operation: OperationId) =>
	createFailure('DOCUSIGN_UNREADABLE_ANSWER', { operation: VERBS[operation] });

/** Nothing to show to someone who tries a trigger out. */
export const noUsers = (): ApiFailure =>
	new ApiFailure({
		code: 'DOCUSIGN_NOT_FOUND',
		message: 'There is no user to show yet in the accounts that the trigger watches',
		description: 'Check the organization and the accounts, or activate the workflow and wait.',
	});

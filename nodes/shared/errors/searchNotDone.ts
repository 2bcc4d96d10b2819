import { ApiFailure } from './apiFailure';

/**
 * A list in the editor that found nothing in what it looked through, while there is more to look
 * through. Shown empty it would say that there is nobody, and there is nothing to scroll on.
 *
 * @param looked what was looked through, such as "the first 10 of 40 accounts"
 * @param remedy the other way to what is sought, as part of the sentence
 */
export const searchNotDone = (looked: string, remedy: string): ApiFailure =>
	new ApiFailure({
		code: 'DOCUSIGN_NOT_FOUND',
		message: `Not found in ${looked}, and there are more: ${remedy}`,
		description:
			'The list looks through so many at a time; what is entered by hand is found anywhere.',
	});

import { defined, federatedStatusPublished, languagePublished } from '../api/contract/values';
import type { JsonObject } from '../../shared/http';

/**
 * The values of a user in their published spelling, so that a workflow which gives them as the
 * other contract spells them reads the same everywhere.
 */
export function publishedUserValues(user: JsonObject): JsonObject {
	const { federated_status: status, language_culture: language } = user;
	return defined({
		...user,
		federated_status: typeof status === 'string' ? federatedStatusPublished(status) : status,
		language_culture: typeof language === 'string' ? languagePublished(language) : language,
	});
}

import { defined, federatedStatusPublished, languagePublished } from '../api/contract/values';
import type { JsonObject } from '../../shared/http';
import { readBoolean } from '../../shared/n8n/readers';

/**
 * The values of a user in their published spelling, so that a workflow which gives them as the
 * other contract spells them reads the same everywhere.
 */
export function publishedUserValues(user: JsonObject): JsonObject {
	const { federated_status: status, language_culture: language } = user;
	const activate = readBoolean(user.auto_activate_memberships, 'Auto Activate Memberships');
	return defined({
		...user,
		auto_activate_memberships: activate,
		federated_status: typeof status === 'string' ? federatedStatusPublished(status) : status,
		language_culture: typeof language === 'string' ? languagePublished(language) : language,
	});
}

import { known, objectIn, objectsIn } from '../../../shared/json';
import type { JsonObject, JsonValue } from '../../../shared/http';
import { attributeOf, keyOf, truthOf } from './attributes';
import { emailOf } from './emails';
import { lifecycleOf } from './simplify';

/** RFC 7643 section 4.3. */
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Docusign's spelling of a language tag: `pt_BR` for `pt-BR`. */
const culture = (value: JsonValue): JsonValue =>
	typeof value === 'string' ? value.replaceAll('-', '_') : undefined;

/** Groups of SCIM belong to no account, so that they are not those of a membership. */
const groupsOf = (value: JsonValue): JsonValue =>
	Array.isArray(value)
		? objectsIn(value).map((group) =>
				known({ id: attributeOf(group, 'value'), name: attributeOf(group, 'display') }),
			)
		: undefined;

/** What the node itself tells beside a user. */
const BESIDE = ['warnings', 'readBackError'];

/**
 * A user of SCIM under the names of the Admin node's record (docs/record.md), with the id that it has here. What
 * it does not tell, such as accounts, is left out.
 */
export function recordOf(user: JsonObject): JsonObject {
	const of = (name: string) => attributeOf(user, name);
	const name = objectIn(of('name'));
	const meta = objectIn(of('meta'));
	const active = truthOf(of('active'));
	return known({
		id: of('id'),
		user_name: of('userName'),
		first_name: attributeOf(name, 'givenName'),
		last_name: attributeOf(name, 'familyName'),
		email: emailOf(user),
		lifecycle: lifecycleOf(active),
		job_title: of('title'),
		company_name: attributeOf(objectIn(of(ENTERPRISE)), 'organization'),
		language_culture: culture(of('preferredLanguage')),
		created_on: attributeOf(meta, 'created'),
		last_modified_on: attributeOf(meta, 'lastModified'),
		display_name: of('displayName'),
		external_id: of('externalId'),
		scim_groups: groupsOf(of('groups')),
		...Object.fromEntries(BESIDE.map((each) => [each, user[keyOf(user, each) ?? each]])),
	});
}

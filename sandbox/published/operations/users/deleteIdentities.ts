import { ok } from '../../../http/answer';
import { brokenRule, RuleBroken } from '../../../state/rules';
import { published, userIn } from '../../operation';
import { errorDetails } from '../../userItems';

interface Body {
	identities: Array<{ id?: string }>;
}

/** Cuts a user's links to identity providers; the ids are those of the providers. */
export const deleteIdentities = published<Body>('deleteIdentities', (call) => {
	const user = userIn(call);
	const identities = call.body.identities.map(({ id = '' }) => {
		const broken = brokenRule(() => {
			if (!user.identities.delete(id.toLowerCase())) {
				throw new RuleBroken('identity_not_found', 'The user has no link to this provider.');
			}
		});
		const view = { provider_id: id, user_id: user.id };
		return broken ? { ...view, error_details: errorDetails(broken) } : view;
	});
	return ok({ success: identities.every((each) => !('error_details' in each)), identities });
});

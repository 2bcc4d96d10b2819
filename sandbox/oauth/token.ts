import { type Answer, refuseOAuth } from '../http/answer';
import { type Call, formBody } from '../http/call';
import { codeGrant } from './codeGrant';
import { jwtGrant } from './jwtGrant';
import { refreshGrant } from './refreshGrant';

/** POST /oauth/token: form-encoded only (RFC 6749 section 4.1.3). */
export function token(call: Call): Answer {
	const form = formBody(call);
	if (!form) throw refuseOAuth('invalid_request', 'unsupported_content_type');
	switch (form.get('grant_type')) {
		case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
			return jwtGrant(form, call.backend);
		case 'authorization_code':
			return codeGrant(call, form);
		case 'refresh_token':
			return refreshGrant(call, form);
		default:
			throw refuseOAuth('unsupported_grant_type');
	}
}

import type { Answer } from '../http/answer';
import type { User } from '../state/model';
import type { App } from '../state/oauthState';

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]);

const style = `
	body { font: 16px/1.5 system-ui, sans-serif; background: #f3f3f6; color: #1f1633; margin: 0 }
	main { max-width: 26rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 8px;
		box-shadow: 0 2px 12px #0002 }
	h1 { font-size: 1.3rem; margin: 0 0 1rem }
	label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
	input { padding: .6rem; margin: .3rem 0 1rem; border: 1px solid #888; border-radius: 4px }
	button { padding: .7rem; margin-top: .6rem; border: 0; border-radius: 4px; background: #4c00ff;
		color: #fff; cursor: pointer }
	button.quiet { background: none; color: #4c00ff }
	small { color: #555 }`;

const page = (title: string, content: string, status = 200): Answer => ({
	status,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style></head>
<body><main><h1>${escape(title)}</h1>${content}
<p><small>A sandbox on this computer, not Docusign.</small></p></main></body></html>`,
});

export const errorPage = (code: string, text: string): Answer =>
	page(
		'The request cannot be served',
		`<p>${escape(text)}</p><p><code>${escape(code)}</code></p>`,
		400,
	);

/** Asks who is there. There are no passwords: the address is enough. */
export const loginPage = (action: string, hint: string, problem?: string): Answer =>
	page(
		'Log in',
		`${problem ? `<p role="alert">${escape(problem)}</p>` : ''}
<form method="post" action="${escape(action)}">
<label for="email">Email address</label>
<input id="email" name="email" type="email" value="${escape(hint)}" required autofocus>
<button type="submit" id="login">Log in</button></form>`,
	);

/** Several users may share an address; each of them consents for itself. */
export const chooseUserPage = (action: string, email: string, users: readonly User[]): Answer =>
	page(
		'Choose a user',
		`<form method="post" action="${escape(action)}">
<input type="hidden" name="email" value="${escape(email)}">
${users.map(({ id, userName }) => `<button name="user_id" value="${id}">${escape(userName)}<br><small>${id}</small></button>`).join('\n')}
</form>`,
	);

/** Asks for consent, for oneself or as administrator for everybody. */
export const consentPage = (
	action: string,
	app: App,
	user: User,
	scopes: readonly string[],
	forEveryone: boolean,
): Answer =>
	page(
		`${app.name} is requesting access`,
		`<p>Logged in as ${escape(user.userName)} (${escape(user.email)}).</p>
<p>${forEveryone ? 'For all users of your organization, it' : 'It'} asks for:</p>
<ul>${scopes.map((scope) => `<li>${escape(scope)}</li>`).join('')}</ul>
<form method="post" action="${escape(action)}">
<button type="submit" id="allow" name="decision" value="allow">Allow Access</button>
<button type="submit" id="cancel" name="decision" value="cancel" class="quiet">Cancel</button></form>`,
	);

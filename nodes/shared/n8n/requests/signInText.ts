/** What the message of a sign-in that failed says, of whose error n8n keeps nothing else. */
export interface SignInText {
	/** Undefined where the message is none of a sign-in. */
	code?: string;
	/** The first line as a title, without its full stop, where there are more; else the whole message. */
	message: string;
	/** The further lines as one text, without the code; undefined where there is one line only. */
	remedy?: string;
}

const CODE = / ?\((DOCUSIGN_[A-Z0-9_]+)\)$/;

/**
 * @param text a message that ends with its code
 * @example signInText('No consent.\nOpen https://… (DOCUSIGN_CONSENT_REQUIRED)') // { code, message: 'No consent', remedy: 'Open https://…' }
 */
export function signInText(text: string): SignInText {
	const code = CODE.exec(text)?.[1];
	const [title, ...lines] = text.replace(CODE, '').split('\n');
	if (code === undefined || lines.length === 0) return { code, message: text };
	return { code, message: title.replace(/\.$/, ''), remedy: lines.join(' ') };
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};

/** A text as HTML, which n8n takes a description for, with its links to be clicked. */
export const linked = (text: string): string =>
	text
		.replace(/[&<>"]/g, (character) => ESCAPES[character])
		.replace(/https?:\/\/\S+\/\S+/g, (url) => `<a href="${url}" target="_blank">${url}</a>`);

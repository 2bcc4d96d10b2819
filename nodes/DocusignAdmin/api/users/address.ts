/** Signs that nobody sees, such as a blank without a width: they come with what was copied. */
const UNSEEN = String.raw`\p{Cc}\p{Cf}`;
/** RFC 5321, section 4.1.2, with the letters of RFC 6531. Blanks, also in quotes, no address at Docusign has. */
const LOCAL = String.raw`(?:"[^"@\s${UNSEEN}]+"|[^"@\s${UNSEEN}()<>[\]\\,:;]+)`;
const LABEL = String.raw`[\p{L}\p{M}\p{N}_-]+`;
const DOMAIN = String.raw`${LABEL}(?:\.${LABEL})*`;

const ADDRESS = new RegExp(`^${LOCAL}@${DOMAIN}$`, 'u');
const HOST = new RegExp(`^${DOMAIN}$`, 'u');
const unseen = new RegExp(`[${UNSEEN}]`, 'gu');

/**
 * Whether a text is one e-mail address and nothing around it: taken for an address, `mailto:jane@example.com`,
 * `<jane@example.com>` or `jane@example.com;` would be somebody whom nobody knows.
 */
export const isAddress = (text: string): boolean => ADDRESS.test(text);

/** Whether a text is the name of a domain. */
export const isDomain = (text: string): boolean => HOST.test(text);

/** A text for a message, in which all of it is seen. */
export const seen = (text: string): string =>
	text.replace(unseen, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);

/** Spelled one way, however its letters are composed: the same address is the same user. */
export const composed = (text: string): string => text.normalize('NFC');

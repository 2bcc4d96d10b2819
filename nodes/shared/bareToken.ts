/**
 * A token as it goes into a header, without what is often copied with it: the word that stands before it
 * there, quotes and blanks around it. None of them is ever part of one (RFC 6750 section 2.1).
 */
export const bareToken = (text: string): string =>
	text.replace(/^[\s"'`]+|[\s"'`]+$/g, '').replace(/^Bearer(?:[\s"'`]+|$)/i, '');

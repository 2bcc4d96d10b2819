import { invalidInput } from '../errors/input';

/** A path segment that is no id: an expression gave nothing, or text that would lead elsewhere. */
const NO_ID = /^(?:|\.{1,2}|undefined|null|NaN)$/;

/**
 * Refuses a path in which an id is missing or climbs up (RFC 3986, section 5.2.4): what is left of it
 * would be another operation's address. Percent-encoding does not touch dots.
 *
 * @throws ApiFailure `DOCUSIGN_INVALID_INPUT`, before anything is sent
 */
export function demandWholePath(path: string): void {
	const [, ...segments] = path.split('/');
	const bad = segments.find((segment) => NO_ID.test(segment));
	if (bad === undefined) return;
	throw invalidInput(
		`An ID is ${bad === '' ? 'empty' : `"${bad}"`}, so nothing was sent`,
		'Check the expressions in the fields that take an ID: each has to give one.',
	);
}

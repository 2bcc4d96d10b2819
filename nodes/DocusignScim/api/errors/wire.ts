import type { ApiFailure } from '../../../shared/errors/apiFailure';
import type { ApiResponse } from '../../../shared/http';
import { isRecord } from '../../../shared/transport/errorText';
import { ERROR_SCHEMA } from '../urns';

/**
 * SCIM's error bodies, `{schemas, status, scimType, detail}` (RFC 7644 section 3.12), in the form in
 * which the shared transport carries an error's code and text from the answer to the failure.
 */

/** Nothing that a server would write, since it is taken out of texts again. */
const MARK = '⟦scim⟧';
/** Stands for status 501: the transport would take any 5xx for a fault and send the request again. */
export const NOT_IMPLEMENTED = 'notImplemented';
const FINAL_STATUS = 405;

const isScimError = (body: unknown): body is Record<string, unknown> =>
	isRecord(body) &&
	((Array.isArray(body.schemas) && body.schemas.includes(ERROR_SCHEMA)) ||
		typeof body.scimType === 'string' ||
		(body.detail !== undefined && body.status !== undefined));

/** An answer whose error the transport understands. Others come back as they are. */
export function carryScimError(answer: ApiResponse): ApiResponse {
	const { status, body } = answer;
	if (status < 400) return answer;
	const scim = isScimError(body);
	if (status === 501) {
		const message = scim ? body.detail : undefined;
		return {
			...answer,
			status: FINAL_STATUS,
			body: { errorCode: `${MARK}${NOT_IMPLEMENTED}`, message },
		};
	}
	if (!scim) return answer;
	return { ...answer, body: { errorCode: `${MARK}${body.scimType ?? ''}`, message: body.detail } };
}

/** The `scimType` behind a failure's code; undefined where the answer was no error of SCIM. */
export const scimTypeOf = (error: string | undefined): string | undefined =>
	error?.startsWith(MARK) ? error.slice(MARK.length) : undefined;

/** What the server said, without the mark: a type that it did not give is left out. */
export function saidIn({ docusign }: ApiFailure): ApiFailure['docusign'] {
	const scimType = scimTypeOf(docusign?.error);
	if (scimType === undefined) return docusign;
	return { ...(scimType && { error: scimType }), message: docusign?.message };
}

/** The same for a text that quotes it. */
export const withoutMark = (text: string): string =>
	text
		.replace(new RegExp(` Docusign said: ${MARK}(?= |$)`), '')
		.replaceAll(` (${MARK})`, '')
		.replaceAll(MARK, '');

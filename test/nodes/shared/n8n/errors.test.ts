import { NodeApiError, type INode } from 'n8n-workflow';

import { ApiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { createFailure } from '../../../../nodes/DocusignAdmin/api/errors/catalogue';
import { failedItem, toNodeError } from '../../../../nodes/shared/n8n/errors';

const node: INode = {
	id: 'n',
	name: 'Docusign Admin',
	type: 'docusignAdmin',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('toNodeError', () => {
	it('shows the message with the item, the remedy with the trace token, and the status', () => {
		const failure = createFailure(
			'DOCUSIGN_USER_NOT_FOUND',
			{ user: 'u-1' },
			{ status: 404, traceToken: 't-1' },
		);
		const error = toNodeError(node, failure, 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(`${failure.message} [item 3]`);
		expect(error.description).toBe(`${failure.description} Trace token for Docusign support: t-1`);
		expect(error.httpCode).toBe('404');
		expect(error.context).toMatchObject({ itemIndex: 3, code: 'DOCUSIGN_USER_NOT_FOUND' });
	});

	it("shows Docusign's reference beside the trace token, or alone", () => {
		const said = { error: 'x', message: 'No', reference: 'ref-1' };
		const both = createFailure(
			'DOCUSIGN_USER_NOT_FOUND',
			{},
			{ traceToken: 't-1', docusign: said },
		);
		expect(toNodeError(node, both).description).toMatch(
			/ Trace token for Docusign support: t-1 Docusign's reference: ref-1$/,
		);
		const alone = createFailure('DOCUSIGN_USER_NOT_FOUND', {}, { docusign: said });
		expect(toNodeError(node, alone).description).toMatch(/[^1] Docusign's reference: ref-1$/);
		expect(failedItem(alone).details).toMatchObject({ docusign: said });
	});

	it('leaves the item out where there is none', () => {
		const failure = createFailure('DOCUSIGN_TOKEN_REFUSED');
		expect(toNodeError(node, failure).message).toBe(failure.message);
	});

	it('keeps messages that n8n would replace, and those of statuses that it knows', () => {
		for (const words of ['a preexisting user', 'device access denied', 'ECONNRESET']) {
			for (const status of [undefined, 200, 401, 404, 429, 503]) {
				const failure = new ApiFailure({
					code: 'DOCUSIGN_VALIDATION_REFUSED',
					message: `Docusign refused to do it: ${words}`,
					description: 'Correct it.',
					status,
				});
				const error = toNodeError(node, failure, 0);
				expect(error.message).toBe(`${failure.message} [item 0]`);
				expect(error.description).toBe('Correct it.');
			}
		}
	});

	it('survives being wrapped once more, as the engine does', () => {
		const error = toNodeError(node, createFailure('DOCUSIGN_ACCESS_DENIED'), 1);
		expect(new NodeApiError(node, error as never, { itemIndex: 1 })).toBe(error);
	});

	it('tells the scheduler whether waiting helps', () => {
		const retryAt = Date.UTC(2030, 0, 1, 13);
		const declared = (failure: ApiFailure) => toNodeError(node, failure).failure;
		expect(declared(createFailure('DOCUSIGN_HOURLY_LIMIT', {}, { retryAt }))).toEqual({
			cause: 'quota-exhausted',
			resetsAtEpochMs: retryAt,
		});
		expect(declared(createFailure('DOCUSIGN_BURST_LIMIT'))).toEqual({ cause: 'rate-limited' });
		expect(declared(createFailure('DOCUSIGN_TOKEN_REFUSED'))).toEqual({
			cause: 'credential-invalid',
		});
		expect(declared(createFailure('DOCUSIGN_USER_NOT_FOUND'))).toBeUndefined();
	});
});

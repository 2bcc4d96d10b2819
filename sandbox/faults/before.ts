/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Answer } from '../http/answer';
import { errorAnswer } from '../http/errorShapes';
import type { RecordedRequest } from '../http/record';
import type { SandboxState } from '../state/state';
import { drift } from './drift';
import type { Fault, FaultAction } from './model';

const PAGE =
	'<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Bad Gateway</h1></body></html>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** The answer that a fault puts in the place of the operation's, if it does. */
export function substitute(action: FaultAction): Answer | undefined {
	switch (action.type) {
		case 'respond':
			return { status: action.status, body: action.body ?? '', headers: action.headers };
		case 'error':
			return errorAnswer(action.shape ?? 'errorCode', action);
		case 'redirect':
			return { status: action.status ?? 302, headers: { location: action.location } };
		case 'html':
			return { status: action.status ?? 502, body: PAGE, headers: HTML };
		case 'empty':
			return { status: action.status ?? 200, body: '' };
		case 'hang':
			return { status: 0 };
		default:
			return undefined;
	}
}

/** Whether the operation is carried out although another answer goes out. */
export const actsAnyway = (action: FaultAction): boolean => 'act' in action && action.act === true;

/** What a fault does before the operation is looked at. */
export async function prelude(
	fault: Fault,
	state: SandboxState,
	request: RecordedRequest,
): Promise<void> {
	const action = fault.do;
	if (action.type === 'expireTokens') state.oauth.expireAccessTokens();
	if (action.type === 'drift') drift(state, action);
	if (action.type === 'callback') await action.run(state, request);
	if (action.type === 'delay') await new Promise((resolve) => setTimeout(resolve, action.ms));
}

import { ApiFailure, type ApiFailureDetails } from '../../../../../nodes/shared/errors/apiFailure';
import { isVerdict } from '../../../../../nodes/shared/transport/answers/verdict';

const failing = (more: Partial<ApiFailureDetails>) =>
	new ApiFailure({ code: 'DOCUSIGN_X', message: 'No', description: '', ...more });

it.each([200, 400, 404, 409, 422, 499])('%i judges the request itself', (status) => {
	expect(isVerdict(failing({ status }))).toBe(true);
});

it.each<[string, unknown]>([
	['no answer', failing({})],
	...[401, 403, 408, 429, 500, 503].map((status): [string, unknown] => [
		`status ${status}`,
		failing({ status }),
	]),
	['a limit that ends', failing({ status: 400, retryAt: 1 })],
	['a sign-in refused', failing({ status: 400, scheduler: 'credential-invalid' })],
	['a fault of ours', new TypeError('x')],
])('%s says nothing of it', (_, failure) => {
	expect(isVerdict(failure)).toBe(false);
});

import type { Call } from '../../../../nodes/shared/transport/call';
import { ApiFailure } from '../../../../nodes/shared/errors/apiFailure';
import type { ApiRequest } from '../../../../nodes/shared/http';
import { sendUntilKnown, type Write } from '../../../../nodes/shared/transport/sendUntilKnown';

const request: ApiRequest = { method: 'POST', path: '/users' };
const lost = () =>
	new ApiFailure({
		code: 'DOCUSIGN_UNKNOWN_OUTCOME',
		message: 'lost',
		description: '',
		unknownOutcome: true,
	});

/** What is done, in its order, for a write whose first answers are lost. */
async function play(losses: number, more: Partial<Write<object, string>>) {
	const log: string[] = [];
	const call: Call<object> = async (_request, _options, read) => {
		log.push('send');
		const sends = log.filter((step) => step === 'send').length;
		if (sends <= losses) return await Promise.reject(lost());
		return read({ status: 201, headers: {}, body: {} });
	};
	const pause = async (sends: number) => void log.push(await Promise.resolve(`pause ${sends}`));
	const answer = await sendUntilKnown<object, string>(
		{ call, pause },
		{
			request,
			repeat: 'unsafe',
			context: {},
			read: () => 'done',
			async recover() {
				log.push('look');
				return await Promise.resolve(undefined);
			},
			...more,
		},
	);
	return { answer, log };
}

describe('a write whose answer is lost', () => {
	it('is looked up after a pause, longer each time, and only then sent again', async () => {
		const { log, answer } = await play(2, {});
		expect(answer).toBe('done');
		expect(log).toEqual(['send', 'pause 1', 'look', 'send', 'pause 2', 'look', 'send']);
	});

	it('is judged by the state of things after a pause, too', async () => {
		const seen: string[] = [];
		const { log } = await play(1, {
			settle: async () => await Promise.resolve(seen.push('settle')).then(() => 'settled'),
		});
		expect(log).toEqual(['send', 'pause 1']);
		expect(seen).toEqual(['settle']);
	});
});

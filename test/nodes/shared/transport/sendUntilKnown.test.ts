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

	it('is sent three times at most, and looked up after the last one too', async () => {
		const log: string[] = [];
		const note = (step: string, then: () => Promise<never>) => async () => {
			log.push(step);
			return await then();
		};
		const unheard = {
			call: note('send', async () => await Promise.reject(lost())) as Call<object>,
			pause: async () => await Promise.resolve(),
		};
		const recover = async () => await Promise.resolve(void log.push('look'));
		const write = { request, repeat: 'unsafe', context: {}, read: () => 'done', recover } as const;
		await expect(sendUntilKnown<object, string>(unheard, write)).rejects.toMatchObject({
			code: 'DOCUSIGN_UNKNOWN_OUTCOME',
		});
		expect(log).toEqual(['send', 'look', 'send', 'look', 'send', 'look']);
	});

	it('stays in doubt where the repeat is refused for the token, and is not sent once more', async () => {
		let sends = 0;
		const call: Call<object> = async () => {
			const refused = new ApiFailure({
				code: 'DOCUSIGN_TOKEN_REFUSED',
				message: 'refused',
				description: '',
				status: 401,
			});
			return await Promise.reject(++sends === 1 ? lost() : refused);
		};
		const recover = async () => await Promise.resolve(undefined);
		const write = { request, repeat: 'unsafe', context: {}, read: () => 'done', recover } as const;
		const writer = { call, pause: async () => await Promise.resolve() };
		await expect(sendUntilKnown<object, string>(writer, write)).rejects.toMatchObject({
			code: 'DOCUSIGN_UNKNOWN_OUTCOME',
			description: expect.stringContaining('refused') as string,
		});
		expect(sends).toBe(2);
	});
});

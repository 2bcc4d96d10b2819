import { renewalFailure } from '../../../../../nodes/DocusignAdmin/api/n8n/oauth2Renewal';

it.each([
	[
		'a connection that has ended',
		{ message: 'The credential "Docusign" needs to be reconnected.' },
	],
	['a refusal to renew', { cause: { code: 'EAUTH', body: { error: 'invalid_client' } } }],
])('tells the scheduler of n8n that somebody has to act: %s', (_, error) => {
	expect(renewalFailure(error)).toMatchObject({ scheduler: 'credential-invalid' });
});

it('leaves other errors alone', () => {
	expect(renewalFailure(new Error('socket hang up'))).toBeUndefined();
});

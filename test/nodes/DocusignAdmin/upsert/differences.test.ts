import { differences } from '../../../../nodes/DocusignAdmin/upsert/differences';

const shown = {
	user: {
		first_name: 'Jane',
		last_name: 'Doe',
		language_culture: 'en',
		federated_status: undefined,
	},
	membership: {
		permission_profile: { id: 7, name: 'Sender' },
		groups: [
			{ id: 1, name: 'Everyone', type: 'everyone_group' },
			{ id: 3, name: 'Sales', type: 'custom_group' },
		],
	},
};
const compare = (profile: object, member: object = {}) =>
	differences(profile as never, member as never, shown as never);

describe('what differs between a user and what is wanted', () => {
	it('is nothing where all is as wanted, however ids are spelled', () => {
		const found = compare(
			{ first_name: ' Jane ', last_name: 'Doe', federated_status: 'RemoveStatus' },
			{ permission_profile: { id: '7' }, groups: [{ id: '3' }] },
		);
		expect(found).toEqual({ user: {}, membership: {}, before: {}, untold: [] });
	});

	it('is each field that is other, with what it was', () => {
		const found = compare(
			{ first_name: 'Joan', last_name: 'Doe' },
			{ permission_profile: { id: 8 }, groups: [{ id: 4 }] },
		);
		expect(found).toMatchObject({
			user: { first_name: 'Joan' },
			membership: { permission_profile: { id: 8 }, groups: [{ id: 4 }] },
			before: { first_name: 'Jane', permission_profile: { id: 7 } },
		});
	});

	it('a group more than wanted is a difference, that of everyone is not', () => {
		expect(compare({}, { groups: [{ id: 3 }, { id: 1 }] }).membership).toEqual({});
		expect(compare({}, { groups: [{ id: 3 }] }).membership).toEqual({});
		expect(compare({}, { groups: [] }).membership).toEqual({ groups: [] });
	});

	it('is not told where Docusign does not show the field', () => {
		const found = compare(
			{ user_name: 'Jane Doe' },
			{ job_title: 'Boss', company_name: 'Example' },
		);
		expect(found).toMatchObject({ user: {}, membership: {} });
		expect(found.untold).toEqual(['user_name', 'job_title', 'company_name']);
	});

	it('what only a new user can be given is none', () => {
		expect(compare({ access_code: '1', auto_activate_memberships: true })).toEqual({
			user: {},
			membership: {},
			before: {},
			untold: [],
		});
	});
});

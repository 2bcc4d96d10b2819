import { ApiFailure } from '../../../shared/errors/apiFailure';
import type { JsonObject } from '../../../shared/http';
import type { AdminClient } from '../client';
import { createFailure, isFailure, isLimit } from '../errors/catalogue';
import { profileAccess, type ProfileAccess } from './profileAccess';
import { profileByAddress, type ByAddress, type KnownOfUser } from './profileByAddress';
import { profileById } from './profileById';

/** A profile that is wanted, and the ways to it. */
interface Wanted {
	id: string;
	access: ProfileAccess;
	/** By ID: of this user where no other is named. */
	byId(id?: string): Promise<{ record: JsonObject } | { refusal: ApiFailure }>;
	byAddress(): Promise<ByAddress>;
	/** What stands for the run. */
	run: object;
}

/**
 * The profile of one user, asked for anew: by ID, or by address where the organization is not given
 * profiles by ID.
 *
 * @throws ApiFailure `DOCUSIGN_USER_NOT_FOUND`; `DOCUSIGN_PROFILE_NOT_GIVEN` where it takes the address
 * and nothing shows it
 */
export async function readProfile(
	client: AdminClient,
	organizationId: string,
	id: string,
	known: KnownOfUser = {},
): Promise<JsonObject> {
	if (client.contract.rows.getUserProfiles.lacks !== undefined) {
		return await profileById(client, organizationId, id);
	}
	const access = profileAccess(client.identity, organizationId);
	const wanted: Wanted = {
		id,
		access,
		run: client.cache,
		byId: async (of = id) =>
			await profileById(client, organizationId, of).then(
				(record) => {
					access.given(of);
					return { record };
				},
				async (error: unknown) =>
					isRefusal(error) ? { refusal: error } : await Promise.reject(error),
			),
		byAddress: async () => await profileByAddress(client, organizationId, id, known),
	};
	const record = access.works ? await whereGiven(wanted) : undefined;
	return record ?? (await whereUnsure(wanted));
}

/** Where others are given: undefined when it turns out that none is any more. */
async function whereGiven(wanted: Wanted): Promise<JsonObject | undefined> {
	const { access, byId, byAddress } = wanted;
	const gives = access.gives;
	const answer = await byId();
	if ('record' in answer) return answer.record;
	// Whether there is such a user, it does know.
	if (!isDenied(answer.refusal)) throw answer.refusal;
	if (!(await isStillGiven(wanted, gives, answer.refusal))) return undefined;
	// It is about this user alone.
	const { record } = await byAddress();
	if (record) return record;
	throw answer.refusal;
}

/**
 * Whether others are given although one was refused: somebody who was given before is asked for once
 * more, unless another has been given meanwhile.
 */
const isStillGiven = async (
	{ id, access, byId }: Wanted,
	gives: number,
	refusal: ApiFailure,
): Promise<boolean> =>
	await access.alone(async () => {
		if (access.gives > gives) return true;
		if (!access.works) return false;
		const witness = access.givenBeside(id);
		const answer = witness === undefined ? undefined : await byId(witness);
		if (answer && ('record' in answer || !isDenied(answer.refusal))) return true;
		access.refused(id, refusal);
		if (witness !== undefined) access.refused(witness, refusal);
		return false;
	});

/** Where it is not known that profiles are given: one asks to find out, and the others wait for that. */
async function whereUnsure(wanted: Wanted): Promise<JsonObject> {
	const { id, access, run, byAddress } = wanted;
	while (access.asking) await access.asking;
	const refusal = access.refusal ?? deniedRun.get(run);
	if (access.works || !refusal) return await access.alone(async () => await findOut(wanted));
	const other = await byAddress();
	if (other.record || !access.isDoubtful(id)) return demand(other, id, refusal);
	// The one who was refused may have been an exception, before this user is given up.
	return await access.alone(async () =>
		access.isDoubtful(id) || access.works
			? await findOut(wanted, other)
			: demand(other, id, refusal),
	);
}

async function findOut(
	{ id, access, byId, byAddress, run }: Wanted,
	before?: ByAddress,
): Promise<JsonObject> {
	const answer = await byId();
	if ('record' in answer) return answer.record;
	const { refusal } = answer;
	const other = before ?? (await byAddress());
	// A denial where the rest is given is about this way; "there is none" only where there is one.
	const isSure = other.isThere || (isDenied(refusal) && !other.failure);
	if (isSure) access.refused(id, refusal);
	else if (!isDenied(refusal)) throw refusal;
	else if (refusal.status === 401) deniedRun.set(run, refusal);
	return demand(other, id, refusal);
}

/** Runs that were told nothing else either: what the token may not do costs a new token once only. */
const deniedRun = new WeakMap<object, ApiFailure>();

/** Answers that may mean that the organization has no plan for what was asked. */
const isRefusal = (error: unknown): error is ApiFailure =>
	error instanceof ApiFailure &&
	[400, 401, 403, 404].includes(error.status ?? 0) &&
	!isLimit(error);

const isDenied = ({ status }: ApiFailure): boolean => status === 401 || status === 403;

/** @param refusal of the profile by ID */
function demand({ record, failure }: ByAddress, id: string, refusal: ApiFailure): JsonObject {
	if (record) return record;
	const isAside = !failure || isFailure(failure, 'DOCUSIGN_USER_TOKEN_REQUIRED');
	if (!isAside) throw isRefusal(failure) && isDenied(failure) ? refusal : failure;
	const { docusign, status, traceToken } = refusal;
	const facts = { operation: 'get the user', user: id };
	throw createFailure('DOCUSIGN_PROFILE_NOT_GIVEN', facts, { docusign, status, traceToken });
}

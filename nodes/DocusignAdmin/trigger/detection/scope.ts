import type { MergeRules } from './merge';
import { ORGANIZATION_STREAM, type StreamId } from './types';

/** Finds the stream of an account whatever the case its id is written in. */
export function streamFinder(streams: readonly StreamId[]): MergeRules['streamOf'] {
	const byId = new Map(
		streams
			.filter((stream) => stream !== ORGANIZATION_STREAM)
			.map((stream) => [stream.toLowerCase(), stream]),
	);
	return (account) => byId.get(account) ?? byId.get(account.toLowerCase());
}

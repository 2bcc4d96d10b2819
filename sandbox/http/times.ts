import { SECOND } from '../state/time';

/** How a header names a time. */
export type TimeForm =
	'epochSeconds' | 'epochMilliseconds' | 'secondsLeft' | 'isoDate' | 'httpDate';

/** A time of a whole second in the words of a header; `at` and `now` are epoch milliseconds. */
export function writeTime(form: TimeForm, at: number, now: number): string {
	switch (form) {
		case 'epochSeconds':
			return String(at / SECOND);
		case 'epochMilliseconds':
			return String(at);
		case 'secondsLeft':
			return String(Math.ceil((at - now) / SECOND));
		case 'isoDate':
			return new Date(at).toISOString();
		case 'httpDate':
			return new Date(at).toUTCString();
	}
}

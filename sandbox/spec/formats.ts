/** The formats that the description uses. Plain functions, so that both ajv and query checks share them. */

export const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Docusign's samples carry no zone designator ("2019-04-01T22:11:56.457"), so it is optional. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?$/;

export const isGuid = (value: string): boolean => guid.test(value);

export const isDateTime = (value: string): boolean =>
	dateTime.test(value) && !Number.isNaN(Date.parse(value));

export const isInt32 = (value: number): boolean =>
	Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;

export const formats = {
	uuid: isGuid,
	'date-time': isDateTime,
	uri: (value: string): boolean => URL.canParse(value),
	int32: { type: 'number' as const, validate: isInt32 },
	int64: { type: 'number' as const, validate: (value: number) => Number.isSafeInteger(value) },
};

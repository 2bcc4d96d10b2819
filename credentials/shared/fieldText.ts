/** A credential's field as text, without blanks around it; empty where it holds none. */
export const fieldText = (value: unknown): string =>
	typeof value === 'string' ? value.trim() : '';

import type { Resource } from '../../operation';
import { redact } from './redact';

export const dataRedaction: Resource = {
	name: 'Data Redaction',
	value: 'dataRedaction',
	operations: [redact],
};

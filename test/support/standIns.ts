import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/**
 * The nodes of n8n's own that the example workflows use, as far as these use them: n8n's real ones
 * come with the whole of n8n, where the end-to-end tests run the workflows.
 */

type Run = (context: IExecuteFunctions, inputs: INodeExecutionData[][]) => INodeExecutionData[][];

/** @param fields the parameters that the node reads: the engine drops all others */
function standIn(name: string, fields: string[], run: Run, outputs = 1, inputs = 1): INodeType {
	const execute = async function (this: IExecuteFunctions) {
		return run(
			this,
			Array.from({ length: inputs }, (_, index) => this.getInputData(index)),
		);
	};
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: Array.from({ length: inputs }, () => NodeConnectionTypes.Main),
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			requiredInputs: inputs > 1 ? 1 : undefined,
			properties: fields.map((field) => ({
				displayName: field,
				name: field,
				type: 'json',
				default: '',
			})),
		},
		execute,
	};
}

const paired = (json: IDataObject, item: number): INodeExecutionData => ({
	json,
	pairedItem: { item },
});

const passOn: Run = (_, [items]) => [items.map(({ json }, index) => paired(json, index))];

interface Assignment {
	name: string;
	value: IDataObject[string];
}

const set: Run = (context, [items]) => [
	items.map((_, index) => {
		if (context.getNodeParameter('mode', index) === 'raw') {
			return paired(JSON.parse(String(context.getNodeParameter('jsonOutput', index))), index);
		}
		const { assignments } = context.getNodeParameter('assignments', index) as unknown as {
			assignments: Assignment[];
		};
		return paired(Object.fromEntries(assignments.map(({ name, value }) => [name, value])), index);
	}),
];

/** Only conditions that are one expression: those of the examples are. */
function holds(context: IExecuteFunctions, index: number): boolean {
	const { conditions } = context.getNodeParameter('conditions', index) as unknown as {
		conditions: Array<{ leftValue: unknown }>;
	};
	return conditions.every(({ leftValue }) => {
		if (typeof leftValue !== 'boolean') throw new Error(`${String(leftValue)} is no yes or no`);
		return leftValue;
	});
}

const choose =
	(ways: 1 | 2): Run =>
	(context, [items]) => {
		const outputs: INodeExecutionData[][] = [[], []];
		items.forEach(({ json }, index) =>
			outputs[holds(context, index) ? 0 : 1].push(paired(json, index)),
		);
		return outputs.slice(0, ways);
	};

const splitOut: Run = (context, [items]) => [
	items.flatMap(({ json }, index) => {
		const field = String(context.getNodeParameter('fieldToSplitOut', index));
		const rest = context.getNodeParameter('include', index) === 'allOtherFields' ? json : undefined;
		return (json[field] as IDataObject[]).map((each) =>
			paired(rest ? { ...rest, [field]: each } : each, index),
		);
	}),
];

const merge: Run = (context, [left, right]) => {
	const key = String(context.getNodeParameter('fieldsToMatchString', 0));
	const pairs = left.flatMap(({ json }, item) => {
		const partners = right.filter((other) => other.json[key] === json[key]);
		const joined = partners.map((other) => ({ ...json, ...other.json }));
		return (joined.length > 0 ? joined : [json]).map((each) => paired(each, item));
	});
	const met = new Set(left.map(({ json }) => json[key]));
	const others = right.flatMap(({ json }, item) =>
		met.has(json[key]) ? [] : [{ json, pairedItem: { item, input: 1 } }],
	);
	return [[...pairs, ...others]];
};

/** @param approved what whoever is asked by e-mail answers */
export const standIns = (approved = true): Record<string, INodeType> => ({
	'n8n-nodes-base.manualTrigger': standIn('manualTrigger', [], passOn),
	'n8n-nodes-base.scheduleTrigger': standIn('scheduleTrigger', ['rule'], passOn),
	'n8n-nodes-base.noOp': standIn('noOp', [], passOn),
	'n8n-nodes-base.set': standIn('set', ['mode', 'jsonOutput', 'assignments'], set),
	'n8n-nodes-base.filter': standIn('filter', ['conditions'], choose(1)),
	'n8n-nodes-base.if': standIn('if', ['conditions'], choose(2), 2),
	'n8n-nodes-base.splitOut': standIn('splitOut', ['fieldToSplitOut', 'include'], splitOut),
	'n8n-nodes-base.merge': standIn('merge', ['fieldsToMatchString', 'joinMode'], merge, 1, 2),
	'n8n-nodes-base.emailSend': standIn('emailSend', ['subject', 'message'], (context) => [
		[
			paired(
				{
					data: { approved },
					subject: context.getNodeParameter('subject', 0) as string,
					message: context.getNodeParameter('message', 0) as string,
				},
				0,
			),
		],
	]),
	'n8n-nodes-base.stopAndError': standIn('stopAndError', ['errorMessage'], (context) => {
		throw new NodeOperationError(
			context.getNode(),
			String(context.getNodeParameter('errorMessage', 0)),
		);
	}),
});

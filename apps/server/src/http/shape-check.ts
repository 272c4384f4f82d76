import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { CONTRACT_SCHEMAS } from '../openapi/contract-schemas.ts';
import { type FaultyField, fieldFault } from './field-faults.ts';
import type { ShapeName } from './operation.ts';

const ROOT = 'contract';
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('date-time', (text: string) => ISO_INSTANT.test(text) && !Number.isNaN(Date.parse(text)));
// Where the description keeps its schemas; the references inside them expect them there.
ajv.addKeyword('components');
ajv.addSchema({ $id: ROOT, components: { schemas: CONTRACT_SCHEMAS } });
const compiled = new Map<ShapeName, ValidateFunction>();

/** What is wrong with `value` as a shape of the contract; empty when it fits. Pointers are RFC 6901. */
export function shapeFaults(shape: ShapeName, value: unknown): readonly FaultyField[] {
  let validate = compiled.get(shape);
  if (validate === undefined) {
    validate = ajv.compile({ $ref: `${ROOT}#/components/schemas/${shape}` });
    compiled.set(shape, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 20).map(fieldError);
}

function fieldError({ instancePath, keyword, params, message }: ErrorObject): FaultyField {
  const inside = (name: unknown) => `${instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  switch (keyword) {
    case 'required':
      return {
        pointer: inside(params['missingProperty']),
        detail: 'Expected a value, but it is missing.',
        fault: fieldFault('FIELD_MISSING', {}),
      };
    case 'additionalProperties':
      return {
        pointer: inside(params['additionalProperty']),
        detail: 'Expected only known fields, but this one does not exist.',
        fault: fieldFault('FIELD_UNKNOWN', {}),
      };
    case 'enum': {
      const choices = (params['allowedValues'] as unknown[]).join(', ');
      return {
        pointer: instancePath,
        detail: `Expected one of ${choices}.`,
        fault: fieldFault('FIELD_NOT_AMONG', { choices }),
      };
    }
    case 'format':
      return {
        pointer: instancePath,
        detail: 'Expected an ISO 8601 instant with time zone, e.g. 2026-11-20T08:15:00Z.',
        fault: fieldFault('FIELD_NO_INSTANT', {}),
      };
    default:
      return {
        pointer: instancePath,
        detail: `Expected a value that ${message ?? 'fits'}.`,
        fault: fieldFault('FIELD_MISFIT', {}),
      };
  }
}

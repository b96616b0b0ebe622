import type { Request, Response } from 'express';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { SandboxClock } from '../clock.ts';
import { contractDocument, findOperation, pointer, resolve } from './contract-operations.ts';
import type { Operation, Parameter } from './contract-operations.ts';
import { GraphError } from './errors.ts';

export type Violation = { at: string; where: string; errors: string[] };
export type ContractCounts = { requests: number; answers: number; violations: Violation[] };

/** Judges each request that the product sends and each answer that the sandbox gives by Graph's own description. */
export type Contract = {
  counts(): ContractCounts;
  /** Finds the request's operation and checks path, query, headers and body. Throws a GraphError `ContractViolation`. */
  checkRequest(req: Request): Operation;
  /** From now on `res` sends only what the contract allows; anything else becomes a 500 `ContractViolation`. */
  watchAnswer(req: Request, res: Response, errorBody: (code: string, message: string) => object): void;
  /** Records a violation that only code can see and answers the error to throw. */
  violation(where: string, errors: string[]): GraphError;
};

const MAX_KEPT = 200;

/** Compiles Microsoft's description lazily, operation by operation: the whole would take seconds. */
export function createContract(clock: SandboxClock): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  for (const name of ['int32', 'int64', 'double', 'byte', 'binary']) ajv.addFormat(name, true);
  ajv.addSchema({ $id: 'graph', ...contractDocument });
  const compiled = new Map<string, ValidateFunction>();
  const counts: ContractCounts = { requests: 0, answers: 0, violations: [] };

  const errorsOf = (key: string, schema: object, value: unknown): string[] => {
    const validate = compiled.get(key) ?? ajv.compile(schema);
    compiled.set(key, validate);
    if (validate(value) === true) return [];
    return validate.errors!.slice(0, 5).map(({ instancePath, message, params }) => {
      const property = (params as { additionalProperty?: string }).additionalProperty;
      return `${instancePath || '/'} ${message}${property === undefined ? '' : `: ${property}`}`;
    });
  };

  const violation = (where: string, errors: string[]): GraphError => {
    if (counts.violations.length < MAX_KEPT) {
      counts.violations.push({ at: clock.now().toISOString(), where, errors });
    }
    return new GraphError(500, 'ContractViolation', `${where}: ${errors.join('; ')}`);
  };

  const checkParameters = (operation: Operation, req: Request): string[] => {
    const parameters = (operation.spec.parameters ?? []).map((parameter) => resolve<Parameter>(parameter));
    const allowed = new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
    const query = new URL(req.originalUrl, 'http://graph').searchParams;
    const errors: string[] = [];
    for (const name of new Set(query.keys())) {
      if (!allowed.has(`query ${name}`)) errors.push(`query ${name} is not a parameter of this operation`);
      if (query.getAll(name).length > 1) errors.push(`query ${name} is given twice`);
    }
    for (const parameter of parameters) {
      if (parameter.in === 'path') continue;
      const value = parameter.in === 'query' ? query.get(parameter.name) : req.get(parameter.name);
      if (value === null || value === undefined) {
        if (parameter.required) errors.push(`${parameter.in} ${parameter.name} is missing`);
        continue;
      }
      const where = `${parameter.in} ${parameter.name}`;
      errors.push(...errorsOf(`${operation.name} ${where}`, parameter.schema, value).map((text) => `${where}${text}`));
      const most = parameter.schema['x-max'];
      if (most !== undefined && Number(value) > most) errors.push(`${where}: at most ${most}`);
    }
    return errors;
  };

  const checkBody = (operation: Operation, req: Request): string[] => {
    const body = req.body as unknown;
    const expected = operation.spec.requestBody;
    if (expected === undefined) return body === undefined ? [] : ['body: this operation takes none'];
    if (body === undefined) return expected.required ? ['body is missing or not application/json'] : [];
    const steps = ['paths', operation.template, operation.method.toLowerCase(), 'requestBody'];
    const $ref = `graph${pointer(...steps, 'content', 'application/json', 'schema')}`;
    return errorsOf(`${operation.name} body`, { $ref }, body).map((text) => `body${text}`);
  };

  const checkAnswer = (operation: Operation, status: number, body: unknown): string[] => {
    const { responses } = operation.spec;
    const name = [String(status), `${String(status)[0]}XX`].find((known) => known in responses);
    if (name === undefined) return [`status ${status} is not one of this operation`];
    const content = resolve(responses[name]!).content ?? {};
    const schema = content['application/json']?.schema ?? content['text/plain']?.schema;
    if (schema === undefined) {
      return body === undefined || !('application/json' in content) ? [] : ['body: this answer has none'];
    }
    return errorsOf(`${operation.name} ${name}`, inDocument(schema), body).map((text) => `${status} body${text}`);
  };

  return {
    counts: () => counts,
    violation,
    checkRequest(req) {
      counts.requests += 1;
      const operation = findOperation(req.method, req.path);
      const where = `request ${operation?.name ?? `${req.method} ${req.path}`}`;
      if (operation === undefined) throw violation(where, ['this operation is not in the contract']);
      const errors = [...checkParameters(operation, req), ...checkBody(operation, req)];
      if (errors.length > 0) throw violation(where, errors);
      return operation;
    },
    watchAnswer(req, res, errorBody) {
      const [path, send, end] = [req.path, res.json.bind(res), res.end.bind(res)];
      let checked = false;
      const judge = (body: unknown): GraphError | undefined => {
        checked = true;
        counts.answers += 1;
        const operation = findOperation(req.method, path);
        // An address that the contract doesn't know was refused, and counted, as a request.
        const errors = operation === undefined ? [] : checkAnswer(operation, res.statusCode, body);
        return errors.length === 0 ? undefined : violation(`answer ${operation!.name}`, errors);
      };
      res.json = (body: unknown) => {
        const refused = checked ? undefined : judge(body);
        return refused === undefined
          ? send(body)
          : send.call(res.status(500), errorBody(refused.code, refused.message));
      };
      res.end = ((...given: unknown[]) => {
        if (checked) return (end as (...all: unknown[]) => Response)(...given);
        const refused = judge(asText(given[0]));
        if (refused === undefined) return (end as (...all: unknown[]) => Response)(...given);
        return send.call(res.status(500), errorBody(refused.code, refused.message));
      }) as Response['end'];
    },
  };
}

/** The schema with its references pointing into the contract, wherever it is compiled. */
function inDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"graph#/')) as object;
}

function asText(chunk: unknown): string | undefined {
  return typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString() : undefined;
}

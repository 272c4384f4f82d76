import { Controller, HttpStatus, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { DeployedResource, Deployment, LeftOutFile, Page, PageQuery, ValidatedFile, Validation } from '#contracts';
import type { Account } from '#identity';
import { ProblemError, type Settings } from '#platform';
import type { DeploymentResult, DeploymentView, Runtime } from '#runtime';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { findingOf } from '../http/problem-of.ts';
import { readUpload, type UploadedFile } from '../http/uploaded-files.ts';
import { DefinitionCatalogue, definitionRef } from '../definitions/definition-catalogue.ts';
import { RUNTIME, SETTINGS } from '../server-ports.ts';

@Controller()
export class DeploymentsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  @Operation({
    method: 'post',
    path: '/api/deployments',
    access: 'process:deploy',
    summary: 'Deploy one or more files together, all or none; or only what is sound',
    tag: 'Deployments',
    body: 'multipart',
    status: 201,
    answer: { shape: 'Deployment' },
    problems: {
      413: 'Too many or too large files.',
      415: 'Not multipart/form-data.',
      422: 'A file cannot run: see findings.',
    },
  })
  async deploy(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CurrentAccount() account: Account,
  ): Promise<Deployment> {
    const { files, fields } = await readUpload(request, response);
    const result = await this.runtime.deployments.deploy({
      files,
      name: textOf(fields, 'name') ?? files[0]?.name ?? 'deployment',
      source: 'portal',
      by: account.name,
      duplicates: flagOf(fields, 'onlyChanged', true) ? 'each' : 'none',
      onlySound: flagOf(fields, 'onlySound', false),
      strict: this.settings.strictBpmn,
    });
    if (result.deployment === null) response.status(HttpStatus.OK);
    const leftOut = new Set(result.leftOut.map(({ resource }) => resource));
    const answer = await this.#answer(
      result,
      files.filter(({ name }) => !leftOut.has(name)),
    );
    return leftOut.size === 0 ? answer : { ...answer, leftOut: leftOutOf(result.leftOut) };
  }

  @Operation({
    method: 'post',
    path: '/api/deployments/validate',
    access: 'process:deploy',
    summary: 'Read files as deploying would, and store nothing',
    tag: 'Deployments',
    body: 'multipart',
    answer: { shape: 'Validation' },
    problems: { 413: 'Too many or too large files.', 415: 'Not multipart/form-data.' },
  })
  async validate(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Validation> {
    const { files } = await readUpload(request, response);
    const report = await this.runtime.deployments.validate(files, { strict: this.settings.strictBpmn });
    const validated = await Promise.all(
      files.map(async (file): Promise<ValidatedFile> => ({
        name: file.name,
        kind: kindOf(file.name),
        processes: await Promise.all(
          report.processes
            .filter(({ resource }) => resource === file.name)
            .map((process) => this.#preview(process, file)),
        ),
        findings: report.findings.filter(({ resource }) => resource === file.name).map(findingOf),
      })),
    );
    return {
      deployable: report.findings.every(({ severity }) => severity !== 'error'),
      leftOut: leftOutOf(report.leftOut),
      files: validated,
    };
  }

  @Operation({
    method: 'get',
    path: '/api/deployments',
    access: 'process:read',
    summary: 'Deployments, newest first',
    tag: 'Deployments',
    query: 'PageQuery',
    answer: { pageOf: 'Deployment' },
  })
  async list(@CheckedQuery() query: PageQuery): Promise<Page<Deployment>> {
    const window = windowOf(query);
    const { items, total } = await this.runtime.deployments.list(window);
    const deployments = await Promise.all(
      items.map(async (view) => {
        const { items: definitions } = await this.runtime.definitions.list({
          kind: 'process',
          deploymentId: view.id,
          limit: 200,
        });
        return {
          ...describe(view),
          resources: view.resources.map((name) => ({ name, kind: kindOf(name) })),
          definitions: definitions.map((definition) => ({ ...definitionRef(definition), isNew: true })),
          findings: [],
        };
      }),
    );
    return pageOf(deployments, total, window);
  }

  async #answer(result: DeploymentResult, files: readonly UploadedFile[]): Promise<Deployment> {
    const processes = result.definitions.filter(({ kind }) => kind === 'process');
    const definitions = await Promise.all(
      processes.map(async ({ id, created }) => ({ ...(await this.catalogue.ref(id)), isNew: created })),
    );
    return {
      ...describe(result.deployment ?? (await this.#existing(result))),
      resources: files.map(({ name, content }) => ({ name, kind: kindOf(name), bytes: content.length })),
      definitions,
      findings: result.findings.map(findingOf),
    };
  }

  async #existing({ definitions: [first] }: DeploymentResult): Promise<DeploymentView> {
    if (first === undefined)
      throw new ProblemError(
        422,
        'DEPLOYMENT_EMPTY',
        'Expected something that can be deployed, but the files have been there already.',
      );
    return this.runtime.deployments.get((await this.runtime.definitions.get({ id: first.id })).deploymentId);
  }

  async #preview(
    { key, name }: { readonly key: string; readonly name: string | null },
    file: UploadedFile,
  ): Promise<ValidatedFile['processes'][number]> {
    const { items } = await this.runtime.definitions.list({ kind: 'process', key, latestOnly: true, limit: 1 });
    const [latest] = items;
    const unchanged =
      latest !== undefined && file.content.equals(await this.runtime.definitions.source({ id: latest.id }));
    return { ...present({ name }), key, nextVersion: (latest?.version ?? 0) + (unchanged ? 0 : 1), unchanged };
  }
}

function describe({
  id,
  name,
  deployedAt,
  deployedBy,
}: DeploymentView): Pick<Deployment, 'id' | 'name' | 'deployedAt' | 'deployedBy'> {
  return { id, name: name ?? id, deployedAt, ...present({ deployedBy }) };
}

function kindOf(name: string): DeployedResource['kind'] {
  if (/\.(bpmn|bpmn20\.xml|xml)$/i.test(name)) return 'bpmn';
  if (/\.dmn$/i.test(name)) return 'dmn';
  return /\.form$/i.test(name) ? 'form' : 'other';
}

function textOf(fields: Readonly<Record<string, string>>, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** @throws ProblemError 400 REQUEST_INVALID */
function flagOf(fields: Readonly<Record<string, string>>, name: string, absent: boolean): boolean {
  const value = textOf(fields, name) ?? String(absent);
  if (value === 'true' || value === 'false') return value === 'true';
  throw new ProblemError(
    400,
    'REQUEST_INVALID',
    `Expected ${name} to be true or false, but it is ${JSON.stringify(value)}.`,
  );
}

function leftOutOf(
  files: readonly { readonly resource: string; readonly because: LeftOutFile['because']; others: readonly string[] }[],
): readonly LeftOutFile[] {
  return files.map(({ resource, ...why }) => ({ name: resource, ...why }));
}

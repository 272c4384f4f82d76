import type { EngineUnderTest } from './engine-under-test.ts';

type Answer = Readonly<Record<string, unknown>>;

/** `POST /deployment/create` as Camunda Modeler and build tools send it: settings as fields, files under their names. */
export async function deployFiles(
  engine: EngineUnderTest,
  files: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Answer }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append(name, new Blob([content]), name);
  const response = await fetch(`${engine.engineRest}/deployment/create`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('integrator:integrator').toString('base64')}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

/** Ids of what a deployment says it has made. */
export function deployedIds(answer: Answer, field: string): readonly string[] {
  return Object.keys(answer[field] ?? {});
}

/** A DMN file of decisions that each answer a number. */
export function dmn(id: string, decisions: Readonly<Record<string, string>>, attributes = ''): string {
  const each = Object.entries(decisions).map(
    ([key, text]) =>
      `<decision id="${key}" name="${key}" ${attributes}><variable name="${key}" typeRef="number"/><literalExpression><text>${text}</text></literalExpression></decision>`,
  );
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="${id}" name="${id} name" namespace="http://example.org/dmn">${each.join('')}</definitions>`;
}

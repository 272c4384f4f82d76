import { describe, expect, it } from '@jest/globals';
import { importBpmn } from './bpmn-import.ts';
import { variableNames } from './variable-names.ts';

async function namesOf(content: string, forms: readonly unknown[] = []): Promise<readonly string[]> {
  const { models } = await importBpmn(`<?xml version="1.0"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t" id="D">
      <process id="p" isExecutable="true"><startEvent id="s"/>${content}<endEvent id="e"/></process></definitions>`);
  const [model] = models;
  if (model === undefined) throw new Error('Expected a process, but none was read.');
  return variableNames(model, forms);
}

describe('names of variables a process knows', () => {
  it('given conditions, then the names at the front of paths, without words of the language, texts and functions', async () => {
    const flow = (text: string) =>
      `<sequenceFlow id="f" sourceRef="s" targetRef="e"><conditionExpression xsi:type="tFormalExpression">${text}</conditionExpression></sequenceFlow>`;
    expect(await namesOf(flow('${betrag &gt; 100 &amp;&amp; antrag.art == "neu" and not empty grund}'))).toEqual([
      'antrag',
      'betrag',
      'grund',
    ]);
    expect(await namesOf(flow('=if count(anlagen) &gt; 3 then größe else null'))).toEqual(['anlagen', 'größe']);
  });

  it('given forms, results, mappings, loops and data objects, then what they set', async () => {
    const names = await namesOf(
      `<userTask id="u"><extensionElements><camunda:formData><camunda:formField id="nachname" type="string"/></camunda:formData></extensionElements>
         <multiInstanceLoopCharacteristics camunda:collection="leute" camunda:elementVariable="person"/></userTask>
       <businessRuleTask id="b" camunda:decisionRef="d" camunda:resultVariable="gebuehr"/>
       <serviceTask id="t" camunda:type="external" camunda:topic="x"><extensionElements><camunda:inputOutput>
         <camunda:outputParameter name="ergebnis">\${roh}</camunda:outputParameter></camunda:inputOutput></extensionElements></serviceTask>
       <dataObject id="o"/><dataObjectReference id="r" name="Bescheid" dataObjectRef="o"/>`,
      [{ components: [{ type: 'group', components: [{ type: 'textfield', key: 'anschrift.ort' }] }] }, undefined],
    );
    expect(names).toEqual(
      expect.arrayContaining(['anschrift', 'ergebnis', 'gebuehr', 'leute', 'nachname', 'person', 'roh']),
    );
  });

  it('given nothing but steps, then no names', async () => {
    expect(await namesOf('<task id="a" name="betrag prüfen"/>')).toEqual([]);
  });
});

/** A BPMN file around the given content. */
export function file(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://example.org/test" id="Definitions_1">
${content}
</bpmn:definitions>`;
}

/** A sequence of flow nodes, each written as `element id`, joined by flows in their order. */
export function sequence(process: string, ...nodes: readonly string[]): string {
  const ids = nodes.map((node) => / id="([^"]+)"/.exec(node)?.[1] ?? '');
  const flows = ids
    .slice(1)
    .map(
      (id, index) =>
        `<bpmn:sequenceFlow id="${process}_Flow_${index}" sourceRef="${ids[index] ?? ''}" targetRef="${id}"/>`,
    );
  return `<bpmn:process id="${process}" name="${process}" isExecutable="true">\n${[...nodes, ...flows].join('\n')}\n</bpmn:process>`;
}

export const START = '<bpmn:startEvent id="Start"/>';
export const END = '<bpmn:endEvent id="End"/>';

/** Two people one after the other: the second only of the group Leitung. */
export const TWO_TASKS = file(
  sequence(
    'zwei_schritte',
    START,
    '<bpmn:userTask id="Pruefen" name="Antrag prüfen" camunda:candidateGroups="Sachbearbeitung"><bpmn:documentation>Bitte vollständig prüfen.</bpmn:documentation></bpmn:userTask>',
    '<bpmn:userTask id="Freigeben" name="Freigeben" camunda:candidateGroups="Leitung"/>',
    END,
  ),
);

/** A drawing as offices make them: plain tasks in lanes, a question, labelled flows, no technical attribute. */
export const DRAWING = file(`<bpmn:process id="zeichnung" name="Antrag bearbeiten">
  <bpmn:laneSet id="Lanes">
    <bpmn:lane id="Lane_1" name="Sachbearbeitung"><bpmn:flowNodeRef>S</bpmn:flowNodeRef><bpmn:flowNodeRef>A</bpmn:flowNodeRef><bpmn:flowNodeRef>G</bpmn:flowNodeRef><bpmn:flowNodeRef>B</bpmn:flowNodeRef><bpmn:flowNodeRef>C</bpmn:flowNodeRef><bpmn:flowNodeRef>E</bpmn:flowNodeRef></bpmn:lane>
  </bpmn:laneSet>
  <bpmn:startEvent id="S"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
  <bpmn:task id="A" name="Unterlagen sichten"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:task>
  <bpmn:exclusiveGateway id="G" name="Vollständig?"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>ja</bpmn:outgoing><bpmn:outgoing>nein</bpmn:outgoing></bpmn:exclusiveGateway>
  <bpmn:task id="B" name="Bescheid schreiben"><bpmn:incoming>ja</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:task>
  <bpmn:task id="C" name="Nachfordern"><bpmn:incoming>nein</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:task>
  <bpmn:endEvent id="E"><bpmn:incoming>f3</bpmn:incoming><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  <bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>
  <bpmn:sequenceFlow id="f2" sourceRef="A" targetRef="G"/>
  <bpmn:sequenceFlow id="ja" name="Ja" sourceRef="G" targetRef="B"/>
  <bpmn:sequenceFlow id="nein" name="Nein" sourceRef="G" targetRef="C"/>
  <bpmn:sequenceFlow id="f3" sourceRef="B" targetRef="E"/>
  <bpmn:sequenceFlow id="f4" sourceRef="C" targetRef="E"/>
</bpmn:process>`);

/** Waits for a message that names the file number. */
export const WAITING = file(`<bpmn:message id="Message_1" name="Zahlung"/>
${sequence('wartend', START, '<bpmn:intermediateCatchEvent id="Warten" name="Zahlung eingegangen"><bpmn:messageEventDefinition id="Def" messageRef="Message_1"/></bpmn:intermediateCatchEvent>', END)}`);

/** Its condition asks for something a case may lack: then it stops with an incident. */
export const STOPPING = file(`<bpmn:process id="stockend" name="Stockend" isExecutable="true">
  <bpmn:startEvent id="S"/>
  <bpmn:exclusiveGateway id="G" name="Betrag hoch?"/>
  <bpmn:endEvent id="Hoch"/>
  <bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="G"/>
  <bpmn:sequenceFlow id="f2" sourceRef="G" targetRef="Hoch"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${betrag &gt; 100}</bpmn:conditionExpression></bpmn:sequenceFlow>
</bpmn:process>`);

/** The processes the bench runs, as BPMN. */
export const ONE_JOB = file(
  'bench-one-job',
  `<bpmn:startEvent id="start"/>
   <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="bench"/></bpmn:extensionElements></bpmn:serviceTask>
   <bpmn:endEvent id="end"/>
   <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
   <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end"/>`,
);

/** One service task for each item, all at once. */
export const MANY_JOBS = file('bench-many-jobs', multiInstance('false'));

/** One service task for each item, one after the other. */
export const JOBS_IN_TURN = file('bench-jobs-in-turn', multiInstance('true'));

/** The same with all a round may have to do: its output kept, the completion condition looked at, a result set around it. */
export const FULL_JOBS_IN_TURN = file(
  'bench-full-jobs-in-turn',
  multiInstance(
    'true',
    'outputCollection="results" outputElement="=item.number"',
    '<bpmn:completionCondition>=numberOfCompletedInstances &lt; 0</bpmn:completionCondition>',
  ),
);

/** A row of so many nodes: a script that adds one, then an event that only passes on, and so forth. */
export function longProcess(nodes) {
  const middle = Array.from({ length: nodes }, (_, index) =>
    index % 2 === 0
      ? `<bpmn:scriptTask id="n${index}"><bpmn:extensionElements><zeebe:script expression="=n + 1" resultVariable="n"/>
         </bpmn:extensionElements></bpmn:scriptTask>`
      : `<bpmn:intermediateThrowEvent id="n${index}"/>`,
  );
  const flows = Array.from({ length: nodes - 1 }, (_, index) => flow(`f${index}`, `n${index}`, `n${index + 1}`));
  const ends = [flow('first', 'start', 'n0'), flow('last', `n${nodes - 1}`, 'end')];
  return file(
    `bench-long-${nodes}`,
    ['<bpmn:startEvent id="start"/>', ...middle, '<bpmn:endEvent id="end"/>', ...flows, ...ends].join('\n'),
  );
}

function flow(id, source, target) {
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"/>`;
}

function multiInstance(isSequential, output = '', completionCondition = '') {
  return `<bpmn:startEvent id="start"/>
   <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="bench"/></bpmn:extensionElements>
     <bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}"><bpmn:extensionElements>
       <zeebe:loopCharacteristics inputCollection="=items" inputElement="item" ${output}/></bpmn:extensionElements>
       ${completionCondition}</bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>
   <bpmn:endEvent id="end"/>
   <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
   <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end"/>`;
}

function file(id, content) {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  id="definitions" targetNamespace="http://example.org"><bpmn:process id="${id}" isExecutable="true">${content}</bpmn:process>
</bpmn:definitions>`;
  return { name: `${id}.bpmn`, content: Buffer.from(xml), key: id };
}

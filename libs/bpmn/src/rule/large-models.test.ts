import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';

/** Compensation, shared event definitions, event gateways and calls in a circle, `count` times. */
function large(count: number): string {
  const parts = Array.from(
    { length: count },
    (_, at) =>
      `<task id="t${at}"/><boundaryEvent id="b${at}" attachedToRef="t${at}"><compensateEventDefinition/></boundaryEvent>
       <task id="c${at}" isForCompensation="true"/><association id="a${at}" sourceRef="b${at}" targetRef="c${at}"/>
       <endEvent id="e${at}"><eventDefinitionRef>shared</eventDefinitionRef></endEvent>
       <eventBasedGateway id="g${at}"/><receiveTask id="r${at}"/><sequenceFlow id="f${at}" sourceRef="g${at}" targetRef="r${at}"/>`,
  );
  const processes = Array.from(
    { length: count },
    (_, at) =>
      `<process id="P${at}" isExecutable="true"><startEvent id="s${at}"/><callActivity id="k${at}" calledElement="P${(at + 1) % count}"/><sequenceFlow id="h${at}" sourceRef="s${at}" targetRef="k${at}"/></process>`,
  );
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="t"><signalEventDefinition id="shared"/><process id="P">${parts.join('')}</process>${processes.join('')}</definitions>`;
}

/** Of the processor, so that whatever else the machine does counts for nothing. */
async function microsecondsFor(count: number): Promise<number> {
  const begun = process.cpuUsage();
  await importBpmn(large(count));
  const { user, system } = process.cpuUsage(begun);
  return user + system;
}

describe('a large file', () => {
  it('given four times as much of everything, then it takes far less than sixteen times as long', async () => {
    await microsecondsFor(50);
    const small = Math.min(await microsecondsFor(150), await microsecondsFor(150));
    const four = Math.min(await microsecondsFor(600), await microsecondsFor(600));
    expect(four / small).toBeLessThan(10);
  }, 60_000);
});

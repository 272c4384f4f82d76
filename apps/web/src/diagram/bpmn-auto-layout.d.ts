declare module 'bpmn-auto-layout' {
  /** The BPMN file with a drawing (BPMN DI) of its first process. Rejects what it cannot arrange. */
  export function layoutProcess(xml: string): Promise<string>;
}

/** The part of bpmn-moddle that is used here; the package ships types for its elements, but none for its reader. */
declare module 'bpmn-moddle' {
  /** The description of a metamodel; only what is read here. */
  export interface BpmnPackage {
    readonly types: readonly {
      readonly name: string;
      readonly properties?: readonly { readonly name: string; isAttr?: boolean }[];
    }[];
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>, options?: Record<string, unknown>);
    getPackage(name: string): BpmnPackage;
    fromXML(
      xml: string,
      typeName?: string,
      options?: { lax?: boolean },
    ): Promise<{
      rootElement: object;
      elementsById: Record<string, object>;
      references: readonly { element: object; property: string; id: string }[];
      warnings: readonly { message: string; element?: object; property?: string; value?: string; error?: Error }[];
    }>;
  }
}

/** What a file is: by its ending, or by its namespace where it ends in `.xml`. */
export function fileKind(name: string, content: Uint8Array): 'bpmn' | 'dmn' | 'other' {
  const lower = name.toLowerCase();
  if (lower.endsWith('.bpmn') || lower.endsWith('.bpmn20.xml')) return 'bpmn';
  if (lower.endsWith('.dmn') || lower.endsWith('.dmn11.xml')) return 'dmn';
  if (!lower.endsWith('.xml')) return 'other';
  const head = Buffer.from(content.subarray(0, 4096)).toString('latin1');
  if (head.includes('omg.org/spec/BPMN')) return 'bpmn';
  return head.includes('omg.org/spec/DMN') ? 'dmn' : 'other';
}

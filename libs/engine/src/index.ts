export * from './model/expression.ts';
export * from './model/event-definition.ts';
export * from './model/work.ts';
export * from './model/process-model.ts';
export * from './context.ts';
export * from './command.ts';
export * from './event.ts';

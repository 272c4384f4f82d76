export type { People } from './resources/people.ts';
export { createCamunda7, type Camunda7 } from './camunda7.ts';
export type { Caller, FacadeRequest, FacadeResponse } from './http/request.ts';

export { createHttpConnector, type HttpConnectorOptions } from './http-connector.ts';
export { isPrivateAddress } from './private-address.ts';

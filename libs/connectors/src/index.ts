export { createHttpConnector, type HttpConnectorOptions } from './http-connector.ts';
export { createJavascriptConnector, type JavascriptLimits } from './javascript-connector.ts';
export { isPrivateAddress } from './private-address.ts';

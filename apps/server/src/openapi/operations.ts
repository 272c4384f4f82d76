import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { OPERATION, type OperationDescription } from '../http/operation.ts';

/** One method of one controller that Nest routes requests to. */
export interface RoutedHandler {
  readonly name: string;
  /** Undefined for a route without guard information, which the guard refuses and a test forbids. */
  readonly operation: OperationDescription | undefined;
}

const PATH_METADATA = 'path';

/** Finds every route of the running server by looking at what Nest routes, not at a list that could be forgotten. */
@Injectable()
export class Operations {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  handlers(): readonly RoutedHandler[] {
    return this.discovery.getControllers().flatMap(({ instance, name }) => {
      if (typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Readonly<Record<string, unknown>>;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
        return [
          {
            name: `${String(name)}.${method}`,
            operation: this.reflector.get<OperationDescription | undefined>(OPERATION, handler as () => unknown),
          },
        ];
      });
    });
  }

  descriptions(): readonly OperationDescription[] {
    return this.handlers()
      .map(({ operation }) => operation)
      .filter((operation) => operation !== undefined);
  }
}

/** One call of a program of others. The address is the site's; what is below it, the room's. */
export interface ServiceCall {
  /** below the address of the service, with its query, e.g. `/api/token/take` */
  readonly path: string;
  /** default POST */
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Whatever came back whole: also refusals, redirections (never followed) and pages for people. */
export interface ServiceAnswer {
  readonly status: number;
  /** media type without its parameters, lower case; empty: none was said */
  readonly contentType: string;
  readonly text: string;
}

/** A program of others that the house calls over HTTP. */
export interface Service {
  readonly id: string;
  /** what the site says about it besides, nothing secret */
  readonly settings: Readonly<Record<string, string>>;
  /** for the room that speaks with it, and for nobody's log */
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * @throws exchange.serviceUnreachable: nothing was sent; exchange.serviceSilent: it may have been taken, no whole answer
   *   came; exchange.servicePrivate
   */
  ask(call: ServiceCall): Promise<ServiceAnswer>;
}

/** Outgoing HTTP of the house: only what the site names can be called. */
export interface Services {
  /** the service of this kind; undefined: the site has none */
  find(kind: string): Service | undefined;
}

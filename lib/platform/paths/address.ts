type Values<Address extends string> = Address extends `${string}{${string}}${infer Rest}` ? [value: string, ...Values<Rest>] : [];

/** Returns an address with its places filled in, in their order: `path(newHirePage, id)`. */
export function path<Address extends string>(address: Address, ...values: Values<Address>): string {
  return values.reduce<string>((filled, value) => filled.replace(/\{\w+\}/, () => encodeURIComponent(value)), address);
}

/**
 * Returns parameters as two queries, without what is not set: `open` for an address, and those named by `apart`, which may name a person. An
 * address that is sent is kept in histories and logs, so these are sent and shown in another way.
 */
export function splitQuery<Params extends object>(
  params: Params,
  apart: readonly (keyof Params & string)[],
): Record<"open" | "apart", URLSearchParams> {
  const split = { open: new URLSearchParams(), apart: new URLSearchParams() };
  for (const [name, value] of Object.entries(params)) {
    const part = apart.some((one) => one === name) ? split.apart : split.open;
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== "") part.append(name, String(one));
  }
  return split;
}

/**
 * Returns a page's address with parameters, without what is not set. Those named by `apart` may name a person: they stand in the fragment,
 * which a browser sends to no server, and no server writes into its log.
 */
export function addressOf<Params extends object>(page: string, params: Params, apart: readonly (keyof Params & string)[]): string {
  const query = splitQuery(params, apart);
  return `${page}?${query.open}${query.apart.size > 0 ? `#${query.apart}` : ""}`;
}

"use client";

import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";

/** What one query would be answered with. */
export type Answer = readonly [query: QueryKey, answer: unknown];

interface KnownProps<Read> {
  /** What the server read for this page; null: nothing. */
  read: Read | null;
  /** Returns the queries that this answers. A function of a module's, since another one is another answer. */
  answersOf: (read: Read) => readonly Answer[];
  children: ReactNode;
}

/** Gives what is below it the answers that the server read with the page, so that it shows them at once and asks for none of them. */
export function Known<Read>({ read, answersOf, children }: KnownProps<Read>) {
  const state = useMemo(() => {
    const source = new QueryClient();
    // By this machine's clock, as the age of every other answer.
    if (read !== null) for (const [query, answer] of answersOf(read)) source.setQueryData(query, answer);
    return dehydrate(source);
  }, [read, answersOf]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { beginSsoRoute } from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";
import {
  singleSignOnRoute,
  ssoDomainRoute,
  ssoDomainsRoute,
  testSingleSignOnRoute,
  verifyDomainRoute,
} from "@/lib/platform/paths/settings";
import type { AddDomain, BeginSso, SaveSingleSignOn } from "@/lib/sso/schema";

const schemas = lateSchemas(() => import("@/lib/sso/schema"));

const keys = { all: ["single-sign-on"] as const };

/** Returns query options for an organization's single sign-on. */
export function singleSignOnOptions() {
  return queryOptions({
    queryKey: keys.all,
    queryFn: ({ signal }) => callApi(singleSignOnRoute, { response: schemas("singleSignOnSchema"), signal }),
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.all });
}

/** Saves single sign-on. */
export function useSaveSingleSignOn() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: SaveSingleSignOn) => callApi(singleSignOnRoute, { method: "PUT", body, response: schemas("singleSignOnSchema") }),
    onSuccess,
  });
}

/** Turns single sign-on off. */
export function useRemoveSingleSignOn() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: () => callApi(singleSignOnRoute, { method: "DELETE" }), onSuccess });
}

/** Reads the provider's discovery document again. */
export function useTestSingleSignOn() {
  return useMutation({ mutationFn: () => callApi(testSingleSignOnRoute, { method: "POST" }) });
}

/** Adds a domain. */
export function useAddDomain() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: AddDomain) => callApi(ssoDomainsRoute, { method: "POST", body, response: schemas("singleSignOnSchema") }),
    onSuccess,
  });
}

/** Looks for a domain's TXT record. */
export function useVerifyDomain(id: string) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: () => callApi(path(verifyDomainRoute, id), { method: "POST", response: schemas("singleSignOnSchema") }),
    onSuccess,
  });
}

/** Removes a domain. */
export function useRemoveDomain(id: string) {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: () => callApi(path(ssoDomainRoute, id), { method: "DELETE" }), onSuccess });
}

/** Begins to sign in by single sign-on: returns where the browser goes on. */
export function useBeginSso() {
  return useMutation({
    mutationFn: (body: BeginSso) => callApi(beginSsoRoute, { method: "POST", body, response: schemas("begunSsoSchema") }),
  });
}

import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Registration } from "@/lib/auth/second-factor/schema";
import { arrived, callApi, lateSchemas } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/second-factor";
import {
  factorsRoute,
  passkeyOptionsRoute,
  passkeyRoute,
  passkeysRoute,
  recoveryCodesRoute,
  rememberedDeviceRoute,
  totpRoute,
} from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";

const schemas = lateSchemas(() => import("@/lib/auth/second-factor/schema"));

const factorKeys = { all: ["factors"] as const };

/** Returns query options for one's own second factors. */
export function factorsOptions() {
  return queryOptions({
    queryKey: factorKeys.all,
    queryFn: ({ signal }) => callApi(factorsRoute, { response: schemas("factorsSchema"), signal }),
  });
}

function useRefreshFactors() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: factorKeys.all });
}

/** Gets the secret of a new authenticator app. */
export function useBeginTotp() {
  return useMutation({ mutationFn: () => callApi(totpRoute, { method: "POST", response: schemas("newTotpSchema") }) });
}

/** Has a new authenticator app count. Resolves to recovery codes with the first factor. */
export function useConfirmTotp() {
  const onSuccess = useRefreshFactors();
  return useMutation({
    mutationFn: (body: { id: string; code: string }) =>
      callApi(totpRoute, { method: "PUT", body, response: schemas("recoveryCodesSchema") }),
    onSuccess,
  });
}

/** Removes the authenticator app. */
export function useRemoveTotp() {
  const onSuccess = useRefreshFactors();
  return useMutation({ mutationFn: () => callApi(totpRoute, { method: "DELETE" }), onSuccess });
}

/** No passkey signed: the person canceled, it took too long, or the browser refused. Its message is for people. */
export class PasskeyError extends Error {}

/** The browser's library comes when it is needed. What a person cancels, or a browser refuses, has words of ours. */
async function withPasskeys<Result>(work: (library: typeof import("@simplewebauthn/browser")) => Promise<Result>): Promise<Result> {
  const library = await arrived(import("@simplewebauthn/browser"));
  try {
    return await work(library);
  } catch {
    throw new PasskeyError(m.passkeyFailed());
  }
}

/** Has the browser make a passkey, and adds it. Resolves as `useConfirmTotp` does. */
export function useAddPasskey() {
  const onSuccess = useRefreshFactors();
  return useMutation({
    mutationFn: async (name: string) => {
      const options = await callApi(passkeyOptionsRoute, { method: "POST", response: schemas("passkeyOptionsSchema") });
      const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
      const { id, rawId, type, response } = await withPasskeys(({ startRegistration }) => startRegistration({ optionsJSON }));
      const { clientDataJSON, attestationObject, transports } = response;
      const registration: Registration = { id, rawId, type, response: { clientDataJSON, attestationObject, transports } };
      return callApi(passkeysRoute, {
        method: "POST",
        body: { name, registration },
        response: schemas("recoveryCodesSchema"),
      });
    },
    onSuccess,
  });
}

/** Renames a passkey. */
export function useRenamePasskey(id: string) {
  const onSuccess = useRefreshFactors();
  return useMutation({
    mutationFn: (name: string) => callApi(path(passkeyRoute, id), { method: "PATCH", body: { name } }),
    onSuccess,
  });
}

/** Removes a passkey. */
export function useRemovePasskey() {
  const onSuccess = useRefreshFactors();
  return useMutation({ mutationFn: (id: string) => callApi(path(passkeyRoute, id), { method: "DELETE" }), onSuccess });
}

/** Gets new recovery codes. */
export function useRenewRecoveryCodes() {
  const onSuccess = useRefreshFactors();
  return useMutation({
    mutationFn: () => callApi(recoveryCodesRoute, { method: "POST", response: schemas("recoveryCodesSchema") }),
    onSuccess,
  });
}

/** Has a trusted browser asked again. */
export function useForgetDevice(id: string) {
  const onSettled = useRefreshFactors();
  return useMutation({ mutationFn: () => callApi(path(rememberedDeviceRoute, id), { method: "DELETE" }), onSettled });
}

/** Has the browser sign with a passkey what an address asks for, and resolves to the JSON of what it says. */
export async function passkeyAssertion(address: string): Promise<string> {
  const options = await callApi(address, { method: "POST", response: schemas("passkeyOptionsSchema") });
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const { id, rawId, type, response } = await withPasskeys(({ startAuthentication }) => startAuthentication({ optionsJSON }));
  return JSON.stringify({ id, rawId, type, response });
}

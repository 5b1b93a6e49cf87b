// The routes of a person's account and of signing in.

export const beginSsoRoute = "/api/auth/sso/begin";
export const ssoCallbackRoute = "/api/auth/sso/{organizationId}/callback";
export const accountRoute = "/api/account";
export const reauthenticationRoute = "/api/account/reauthentication";
export const reauthenticationPasskeyRoute = "/api/account/reauthentication/passkey";
export const factorsRoute = "/api/account/factors";
export const totpRoute = "/api/account/factors/totp";
export const passkeysRoute = "/api/account/factors/passkeys";
export const passkeyOptionsRoute = "/api/account/factors/passkeys/options";
export const passkeyRoute = "/api/account/factors/passkeys/{passkeyId}";
export const recoveryCodesRoute = "/api/account/factors/recovery-codes";
export const rememberedDeviceRoute = "/api/account/factors/devices/{deviceId}";
export const passkeySignInRoute = "/api/passkey-sign-in";
export const passwordResetRoute = "/api/password-reset";
export const newPasswordRoute = "/api/password-reset/{token}";
export const organizationsRoute = "/api/account/organizations";
export const currentOrganizationRoute = "/api/account/organizations/current";
export const ownSessionsRoute = "/api/account/sessions";
export const ownSessionRoute = "/api/account/sessions/{sessionId}";

/** next-auth's own routes; it decides what lies below `/api/auth`. */
export const csrfRoute = "/api/auth/csrf";
export const credentialsRoute = "/api/auth/callback/credentials";
export const signOutRoute = "/api/auth/signout";

export type { AppKeys, SandboxApps } from './apps';
export type { JwtCredential, OAuth2Credential, ScimCredential } from './credential';
export type { Fault, FaultAction, FaultMatch, FaultSpec, Faults } from './faults';
export type { RecordedRequest } from './http/record';
export { DOCUSIGN_LIMITS, type RateLimitOptions, type SandboxOptions } from './options';
export type { Sandbox } from './sandbox';
export { startSandbox } from './startSandbox';
export { createSeed, type SeedOptions } from './state/seed';
export type { SandboxState } from './state/state';

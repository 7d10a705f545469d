import { secureHeaders } from 'hono/secure-headers';

const NONE = ["'none'"];
const SELF = ["'self'"];

/** The policy of `renderer/index.html`, but for the calls that go to this server instead of through a preload script. */
const CONTENT_POLICY = {
  defaultSrc: NONE,
  scriptSrc: SELF,
  styleSrc: SELF,
  imgSrc: ["'self'", 'data:'],
  fontSrc: SELF,
  connectSrc: SELF,
  objectSrc: NONE,
  baseUri: NONE,
  formAction: NONE,
  frameAncestors: NONE,
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: NONE,
};

/** Says to browsers how little an answer of this server may do. */
export function answerHeaders() {
  return secureHeaders({
    contentSecurityPolicy: CONTENT_POLICY,
    xFrameOptions: 'DENY',
    // There is no https here.
    strictTransportSecurity: false,
  });
}

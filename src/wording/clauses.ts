interface Document {
  readonly name: string;
  readonly url: string;
  /** What stands before the number of a section in the document's own anchors, or their names where it has no such. */
  readonly anchor: string | Readonly<Record<string, string>>;
  /** Where what is cited by number is no section. */
  readonly cited?: 'version';
}

// The HTML of the OpenID documents was made by two generations of xml2rfc, with different anchors.
const documents = new Map<string, Document>(
  Object.entries({
    JARM: {
      name: 'JWT Secured Authorization Response Mode for OAuth 2.0 (JARM)',
      url: 'https://openid.net/specs/oauth-v2-jarm.html',
      anchor: 'section-',
    },
    MRT: {
      name: 'OAuth 2.0 Multiple Response Type Encoding Practices',
      url: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html',
      anchor: 'rfc.section.',
    },
    'Form Post': {
      name: 'OAuth 2.0 Form Post Response Mode',
      url: 'https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html',
      anchor: 'rfc.section.',
    },
    'OIDC Core': {
      name: 'OpenID Connect Core 1.0',
      url: 'https://openid.net/specs/openid-connect-core-1_0.html',
      anchor: 'rfc.section.',
    },
    'FAPI2-MS': {
      name: 'FAPI 2.0 Message Signing',
      url: 'https://openid.net/specs/fapi-message-signing-2_0-final.html',
      anchor: 'section-',
    },
    'OIDC Registration': {
      name: 'OpenID Connect Dynamic Client Registration 1.0',
      url: 'https://openid.net/specs/openid-connect-registration-1_0.html',
      anchor: 'rfc.section.',
    },
    'OIDC Discovery': {
      name: 'OpenID Connect Discovery 1.0',
      url: 'https://openid.net/specs/openid-connect-discovery-1_0.html',
      anchor: 'rfc.section.',
    },
    'FAPI1-Adv': {
      name: 'Financial-grade API Security Profile 1.0, Part 2: Advanced',
      url: 'https://openid.net/specs/openid-financial-api-part-2-1_0.html',
      // Made by pandoc: the anchors are the headings, of which a second one of the same words is numbered.
      anchor: {
        '5.2.2': 'authorization-server',
        '5.2.2.1': 'id-token-as-detached-signature-1',
        '5.2.2.2': 'jarm',
        '5.2.3': 'confidential-client',
        '8.6': 'algorithm-considerations',
        '8.6.1': 'encryption-algorithm-considerations',
        '8.9': 'jwks-uris',
        '8.11': 'duplicate-key-identifiers',
      },
    },
    'FAPI2-SP': {
      name: 'FAPI 2.0 Security Profile',
      url: 'https://openid.net/specs/fapi-security-profile-2_0-final.html',
      anchor: 'section-',
    },
    // One page for each version: what is cited is its part on security.
    CDS: {
      name: 'Consumer Data Standards (Australia)',
      url: 'https://consumerdatastandardsaustralia.github.io/standards-archives/standards-1.21.0/',
      anchor: { '1.21.0': 'security-profile' },
      cited: 'version',
    },
  }),
);

const rfcNames = new Map<string, string>(
  Object.entries({
    6749: 'The OAuth 2.0 Authorization Framework',
    7515: 'JSON Web Signature (JWS)',
    7516: 'JSON Web Encryption (JWE)',
    7517: 'JSON Web Key (JWK)',
    7518: 'JSON Web Algorithms (JWA)',
    7519: 'JSON Web Token (JWT)',
    7636: 'Proof Key for Code Exchange by OAuth Public Clients',
    7797: 'JSON Web Signature (JWS) Unencoded Payload Option',
    8037: 'CFRG Elliptic Curve Diffie-Hellman (ECDH) and Signatures in JOSE',
    8414: 'OAuth 2.0 Authorization Server Metadata',
    8725: 'JSON Web Token Best Current Practices',
    9101: 'The OAuth 2.0 Authorization Framework: JWT-Secured Authorization Request (JAR)',
    9110: 'HTTP Semantics',
    9126: 'OAuth 2.0 Pushed Authorization Requests',
    9207: 'OAuth 2.0 Authorization Server Issuer Identification',
    9700: 'Best Current Practice for OAuth 2.0 Security',
  }),
);

interface Clause {
  readonly document: Document;
  readonly section: string;
}

const shape = /^(?<document>.+) (?<section>(?:\d+|[A-Z])(?:\.\d+)*)$/;

function readClause(label: string): Clause | null {
  const { document: short = '', section = '' } = shape.exec(label)?.groups ?? {};
  const document = documents.get(short) ?? readRfc(short);
  return document && { document, section };
}

function readRfc(short: string): Document | null {
  const number = /^RFC (\d{1,5})$/.exec(short)?.[1];
  if (number === undefined) return null;
  const name = rfcNames.get(number);
  return {
    name: name === undefined ? `RFC ${number}` : `RFC ${number}: ${name}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}`,
    anchor: 'section-',
  };
}

/** Where a clause such as "JARM 2.4" or "RFC 6749 A.14" can be read; null for a label that is none. */
export function clauseUrl(label: string): string | null {
  const clause = readClause(label);
  if (!clause) return null;
  const { document, section } = clause;
  const anchor = anchorOf(document, section);
  return anchor === undefined ? document.url : `${document.url}#${anchor}`;
}

function anchorOf({ anchor }: Document, section: string): string | undefined {
  if (typeof anchor !== 'string') return Object.hasOwn(anchor, section) ? anchor[section] : undefined;
  // RFCs name an appendix in the anchor; the OpenID documents number it on like a section.
  return `${isAppendix(section) && anchor === 'section-' ? 'appendix-' : anchor}${section}`;
}

/** The full name of a clause's document, and its section. A label that is none is given back as it is. */
export function clauseTitle(label: string): string {
  const clause = readClause(label);
  if (!clause) return label;
  const { document, section } = clause;
  const cited = document.cited ?? (isAppendix(section) ? 'appendix' : 'section');
  return `${document.name}, ${cited} ${section}`;
}

function isAppendix(section: string): boolean {
  return /^[A-Z]/.test(section);
}

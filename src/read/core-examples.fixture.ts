/**
 * The responses of OpenID Connect Core 1.0 appendix A.2 to A.6, and the public key of A.7. All of them answer requests
 * with the same `state` and `nonce`.
 */

export const exampleIssuer = 'https://server.example.com';
export const exampleCallback = 'https://client.example.org/cb';
/** When the ID tokens were issued, in seconds since 1970. */
export const exampleIssued = 1311280970;

export const exampleRequest = {
  client_id: 's6BhdRkqt3',
  redirect_uri: exampleCallback,
  scope: 'openid profile email',
  nonce: 'n-0S6_WzA2Mj',
  state: 'af0ifjsldkj',
};

export const exampleKey = {
  kty: 'RSA',
  kid: '1e9gdk7',
  n: [
    'w7Zdfmece8iaB0kiTY8pCtiBtzbptJmP28nSWwtdjRu0f2GFpajvWE4VhfJA',
    'jEsOcwYzay7XGN0b-X84BfC8hmCTOj2b2eHT7NsZegFPKRUQzJ9wW8ipn_aD',
    'JWMGDuB1XyqT1E7DYqjUCEOD1b4FLpy_xPn6oV_TYOfQ9fZdbE5HGxJUzeku',
    'GcOKqOQ8M7wfYHhHHLxGpQVgL0apWuP2gDDOdTtpuld4D2LK1MZK99s9gaSj',
    'RHE8JDb1Z4IGhEcEyzkxswVdPndUWzfvWBBWXWxtSUvQGBRkuy1BHOa4sP6F',
    'KjWEeeF7gm7UMs2Nm2QUgNZw6xvEDGaLk4KASdIxRQ',
  ].join(''),
  e: 'AQAB',
};

const code = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk';
const access = { access_token: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', token_type: 'Bearer' };

/** An ID token of the appendix: header and first claims are those of every example. */
const idToken = (...parts: string[]) => `eyJraWQiOiIxZTlnZGs3IiwiYWxnIjoiUlMyNTYifQ.${parts.join('')}`;

const firstClaims = [
  'ewogImlzcyI6ICJodHRwczovL3NlcnZlci5leGFtcGxlLmNvbSIsCiAic3ViIjog',
  'IjI0ODI4OTc2MTAwMSIsCiAiYXVkIjogInM2QmhkUmtxdDMiLAogIm5vbmNlIjog',
  'Im4tMFM2X1d6QTJNaiIsCiAiZXhwIjogMTMxMTI4MTk3MCwKICJpYXQiOiAxMzEx',
].join('');

/** By response type: the section, what the response carries, and the hashes that the text gives for it. */
export const coreExamples: readonly {
  readonly section: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly hashes: Readonly<Record<string, string>>;
}[] = [
  {
    section: 'A.2',
    type: 'id_token',
    parameters: {
      id_token: idToken(
        firstClaims,
        'MjgwOTcwLAogIm5hbWUiOiAiSmFuZSBEb2UiLAogImdpdmVuX25hbWUiOiAiSmFu',
        'ZSIsCiAiZmFtaWx5X25hbWUiOiAiRG9lIiwKICJnZW5kZXIiOiAiZmVtYWxlIiwK',
        'ICJiaXJ0aGRhdGUiOiAiMDAwMC0xMC0zMSIsCiAiZW1haWwiOiAiamFuZWRvZUBl',
        'eGFtcGxlLmNvbSIsCiAicGljdHVyZSI6ICJodHRwOi8vZXhhbXBsZS5jb20vamFu',
        'ZWRvZS9tZS5qcGciCn0.',
        'NTibBYW_ZoNHGm4ZrWCqYA9oJaxr1AVrJCze6FEcac4t_EOQiJFbD2nVEPkUXPuM',
        'shKjjTn7ESLIFUnfHq8UKTGibIC8uqrBgQAcUQFMeWeg-PkLvDTHk43Dn4_aNrxh',
        'mWwMNQfkjqx3wd2Fvta9j8yG2Qn790Gwb5psGcmBhqMJUUnFrGpyxQDhFIzzodmP',
        'okM7tnUxBNj-JuES_4CE-BvZICH4jKLp0TMu-WQsVst0ss-vY2RPdU1MzL59mq_e',
        'Kk8Rv9XhxIr3WteA2ZlrgVyT0cwH3hlCnRUsLfHtIEb8k1Y_WaqKUu3DaKPxqRi6',
        'u0rN7RO2uZYPzC454xe-mg',
      ),
    },
    hashes: {},
  },
  {
    section: 'A.3',
    type: 'id_token token',
    parameters: {
      ...access,
      id_token: idToken(
        firstClaims,
        'MjgwOTcwLAogImF0X2hhc2giOiAiNzdRbVVQdGpQZnpXdEYyQW5wSzlSUSIKfQ.',
        'kdqTmftlaXg5WBYBr1wkxhkqCGZPc0k8vTiV5g2jj67jQ7XkrDamYx2bOkZLdZrp',
        'MPIzkdYB1nZI_G8vQGQuamRhJcEIt21kblGPZ-yhEhdkAiZIZLu38rChalDS2Mh0',
        'glE_rke5XXRhmqqoEFFdziFdnO3p61-7y51co84OEAZvARSINQaOWIzvioRfs4zw',
        'IFOaT33Vpxfqr8HDyh31zo9eBW2dSQuCa071z0ENWChWoPliK1JCo_Bk9eDg2uwo',
        '2ZwhsvHzj6TMQ0lYOTzufSlSmXIKfjlOsb3nftQeR697_hA-nMZyAdL8_NRfaC37',
        'XnAbW8WB9wCfECp7cuNuOg',
      ),
    },
    hashes: { at_hash: '77QmUPtjPfzWtF2AnpK9RQ' },
  },
  {
    section: 'A.4',
    type: 'code id_token',
    parameters: {
      code,
      id_token: idToken(
        firstClaims,
        'MjgwOTcwLAogImNfaGFzaCI6ICJMRGt0S2RvUWFrM1BrMGNuWHhDbHRBIgp9.',
        'MRPihYtNIcwKTZ_mcMSPfreVytGR4jfl1Tzbv4tH5Jr4WqONs2lUWrIEpZ2joKbZ',
        'fAGlouAqwqSYpfR3FQYKYvdgnZ3kjIJ_5M4fAARXHVSciGyhfqB-OhDUMXSHzFHi',
        'GKNY9TKSgRfiXf_314WRujpqaDtj2uoXbppobYXvAZIxWtsOein0-t91LDS39EW4',
        'frNWAopKTBBi_XJPlpLVynWTDvNleEBP6UxIMgYJBKlqsP7RGfHTGk3ReXDacR7R',
        'GZlIVGa-0qRyDzvNqD7xfu9aYufUP0oBGqdBGgFVNmwJ7rmB0gdPtC2eJsXq9svC',
        'gBBfhRQZxhx1iLJjNc9nSw',
      ),
    },
    hashes: { c_hash: 'LDktKdoQak3Pk0cnXxCltA' },
  },
  { section: 'A.5', type: 'code token', parameters: { code, ...access }, hashes: {} },
  {
    section: 'A.6',
    type: 'code id_token token',
    parameters: {
      code,
      ...access,
      id_token: idToken(
        firstClaims,
        'MjgwOTcwLAogImF0X2hhc2giOiAiNzdRbVVQdGpQZnpXdEYyQW5wSzlSUSIsCiAi',
        'Y19oYXNoIjogIkxEa3RLZG9RYWszUGswY25YeENsdEEiCn0.',
        'A2OhhJzbUNaCbNLqNaqetGLJoxB3ujVbq_HLYSOWgWCJ3-B__YxlqIg8gpeL0Vhv',
        'rWX0mwz7w_pGTRN4JdgsI0xAlT5fob1ZPnrazgonSyzaXcg2bgD896SsBSlG_8JX',
        '6JKaztXifn8k2gy65Me-sMyQrRF8xv_q1CeC871sZpMjJzy5nx65BTI17vcXjntZ',
        'HADv6o2CrHrEdHp8xSlnTLiiIqgDOmKlpkeqqOBK6dqa4rXZlSqMAUm1LYZmtb2D',
        '8sHvQsxTbWlBkX7VZaTSqMJ487s4ZIEea8Bw4KGVOntQue4VhBjBnQ4bQKhB_47D',
        'xlWpSyOWdy3cer_zxKrfvw',
      ),
    },
    hashes: { at_hash: '77QmUPtjPfzWtF2AnpK9RQ', c_hash: 'LDktKdoQak3Pk0cnXxCltA' },
  },
];

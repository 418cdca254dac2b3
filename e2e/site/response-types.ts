/** The `response_type`s that the server knows. What holds `id_token` or `token` is for the client `hybrid`. */
export const responseTypes = [
  'code',
  'none',
  'id_token',
  'code id_token',
  'code token',
  'id_token token',
  'code id_token token',
] as const;
export type ResponseType = (typeof responseTypes)[number];

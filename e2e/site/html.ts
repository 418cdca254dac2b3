const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const characters = new Map(Object.entries(entities).map(([character, entity]) => [entity, character]));

/** Text made safe for HTML content and quoted attributes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (found) => entities[found] ?? found);

/** The text behind the entities that we and oidc-provider write. */
export const textOf = (html: string): string =>
  html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters.get(entity) ?? entity);

const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; font-weight: 600; }
h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
button { font: inherit; padding: .35rem 1rem; }
label { display: block; margin: .5rem 0; }
td { padding: .15rem 1.5rem .15rem 0; vertical-align: top; }
iframe { width: 100%; height: 20rem; border: 1px solid #8886; }
`;

/** A whole page that loads nothing from anywhere, not even an icon. */
export function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
${head}</head>
<body>
${body}
</body>
</html>
`;
}

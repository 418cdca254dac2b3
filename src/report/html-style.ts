/** How a report looks, in light, in dark and on paper. `html.ts` names its digest. */
export const css = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fff, #202124); color: light-dark(#1f1f1f, #e3e3e3); }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { border-inline-start: .4rem solid light-dark(#747775, #8e918f); padding-inline-start: .6rem; }
.rejected > h2, nav .rejected::marker { border-color: light-dark(#b3261e, #f2b8b5); color: light-dark(#b3261e, #f2b8b5); }
.valid > h2 { border-color: light-dark(#146c2e, #6dd58c); }
.unverified > h2, .pending > h2 { border-color: light-dark(#7a4d00, #fdd663); }
a { color: light-dark(#0b57d0, #a8c7fa); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
dt { color: light-dark(#474747, #c7c7c7); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { font: .92em ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.finding { border: 1px solid light-dark(#d3d7de, #5e5e5e); border-radius: .3rem; padding: .2rem .8rem .6rem; margin: .6rem 0; }
.finding h4 { margin: .4rem 0; }
footer { margin-top: 2rem; border-top: 1px solid light-dark(#d3d7de, #5e5e5e); color: light-dark(#474747, #c7c7c7); }
@media print {
  :root { color-scheme: light; font-size: 10pt; }
  body { max-width: none; margin: 0; padding: 0; }
  article + article { break-before: page; }
  .finding { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;

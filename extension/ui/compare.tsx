import type { Finding } from '../../src/checks/check.ts';
import { type Side, compareParts } from './compare-parts.ts';
import { CopyButton } from './copy-button.tsx';

/** What was expected above what was observed, the difference marked. */
export function Compare({ finding }: { readonly finding: Finding }) {
  const { expected, observed } = compareParts(finding);
  if (!expected && !observed) return null;
  return (
    <dl class="compare">
      {expected && <Line label="Expected" side={expected} />}
      {observed && <Line label="Observed" side={observed} />}
    </dl>
  );
}

function Line({ label, side }: { readonly label: 'Expected' | 'Observed'; readonly side: Side }) {
  return (
    <>
      <dt>{label}</dt>
      <dd class={label.toLowerCase()}>
        <code>
          <bdi>{side.parts.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}</bdi>
        </code>
        <CopyButton small label={`Copy the ${label.toLowerCase()} value`} text={() => side.copied} />
      </dd>
    </>
  );
}

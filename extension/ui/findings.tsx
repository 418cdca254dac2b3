import type { ComponentChildren } from 'preact';
import type { Finding } from '../../src/checks/check.ts';
import { type Group, groupFindings } from './finding-groups.ts';
import { FindingItem } from './finding.tsx';
import { Fold } from './fold.tsx';
import { familyLabels } from './labels.ts';

/** What can be done about a finding. */
type Acts = ((finding: Finding) => ComponentChildren) | undefined;

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly acts?: Acts;
}

/** All findings of one exchange: what is wrong first and open, what passed folded into one line. */
export function Findings({ findings, acts }: FindingsProps) {
  const { wrong, accepted, unchecked, unwatched, notes, passed, passedCount } = groupFindings(findings);
  return (
    <div class="findings">
      {wrong.map((group) => (
        <Section
          key={group.family}
          label={familyLabels[group.family]}
          findings={group.findings}
          acts={acts}
          open
        />
      ))}
      {accepted.length > 0 && <Section label="Accepted" findings={accepted} acts={acts} />}
      {unchecked.length > 0 && <Section label="Not checked" findings={unchecked} />}
      {notes.length > 0 && <Section label="Notes" findings={notes} />}
      {unwatched.length > 0 && <Unwatched findings={unwatched} />}
      {passedCount > 0 && <Passed groups={passed} count={passedCount} />}
    </div>
  );
}

interface SectionProps {
  readonly label: string;
  /** What it is called among the landmarks of the page; as its label where left out. */
  readonly name?: string;
  readonly findings: readonly Finding[];
  readonly open?: boolean;
  readonly acts?: Acts;
}

function Section({ label, name = label, findings, open = false, acts }: SectionProps) {
  return (
    <section aria-label={name}>
      <h3>{label}</h3>
      {findings.map((finding) => (
        <FindingItem key={finding.check} finding={finding} open={open}>
          {acts?.(finding)}
        </FindingItem>
      ))}
    </section>
  );
}

function Unwatched({ findings }: { readonly findings: readonly Finding[] }) {
  const line = <span class="title">{findings.length} not watched: the client is not watched for leaks</span>;
  return (
    <Fold class="unwatched" outcome="skip" line={line}>
      <Section label="Not watched" findings={findings} />
    </Fold>
  );
}

function Passed({ groups, count }: { readonly groups: readonly Group[]; readonly count: number }) {
  const names = groups.map(({ family }) => familyLabels[family].toLowerCase()).join(', ');
  const line = (
    <span class="title">
      {count} passed: {names}
    </span>
  );
  return (
    <Fold class="passed" outcome="pass" line={line}>
      {groups.map((group) => (
        <Section
          key={group.family}
          label={familyLabels[group.family]}
          name={`${familyLabels[group.family]}, passed`}
          findings={group.findings}
        />
      ))}
    </Fold>
  );
}

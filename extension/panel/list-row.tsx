import { Component } from 'preact';
import { fromFileLabel } from '../../src/wording/files.ts';
import { visibleText } from '../../src/wording/visible.ts';
import { verdictLabel } from '../../src/wording/verdict.ts';
import { type Judged, resultOf } from '../ui/judged.ts';
import { Mark, verdictTone } from '../ui/mark.tsx';
import { verdictReason } from '../ui/reason.ts';
import { Received } from '../ui/received.tsx';
import type { Row } from '../ui/row.ts';
import { clockTime, dateAndTime } from '../ui/time.ts';
import { chosen } from './state.ts';

interface ListRowProps {
  readonly row: Row;
  /** Null while the verdict is being made. */
  readonly judged: Judged | null;
  readonly isPinned: boolean;
  readonly isSelected: boolean;
  /** In the whole list, from 1, which is its head. */
  readonly place: number;
}

/** The id of a row's element. */
export function rowElementId(id: string): string {
  return `row-${id}`;
}

/** The sign of a pin. */
export const pinShape = 'M5 1h6v1.5l-1 .7v3.6l2 1.9v1.5H8.7V15H7.3v-4.8H4V8.7l2-1.9V3.2l-1-.7Z';

/**
 * One exchange in the list, drawn anew only where something in it has changed. Its element is made each time: one that is
 * kept would keep all that was drawn around it then.
 */
export class ListRow extends Component<ListRowProps> {
  override shouldComponentUpdate(next: ListRowProps): boolean {
    const { row, judged, isPinned, isSelected, place } = this.props;
    return (
      row !== next.row ||
      judged !== next.judged ||
      isPinned !== next.isPinned ||
      isSelected !== next.isSelected ||
      place !== next.place
    );
  }

  override render({ row, judged, isPinned, isSelected, place }: ListRowProps) {
    const result = resultOf({ row, judged });
    return (
      <tr
        id={rowElementId(row.id)}
        aria-selected={isSelected}
        aria-rowindex={place}
        tabIndex={isSelected ? 0 : -1}
        data-verdict={judged?.kind ?? 'judging'}
        onClick={() => (chosen.value = row.id)}
      >
        <td class="column-time" title={dateAndTime(row.at)}>
          {isPinned && <PinGlyph />}
          {clockTime(row.at)}
        </td>
        <td class="column-server" title={row.server}>
          {row.server}
        </td>
        <td class="column-client" title={row.client_id}>
          {row.client_id}
        </td>
        <td class="column-mode" title={visibleText(row.mode)}>
          <code>
            <Received text={row.mode} />
          </code>
        </td>
        <td class="column-result" data-result={result.kind} title={visibleText(result.text)}>
          <code>
            <Received text={result.text} />
          </code>
        </td>
        <td class="column-verdict">{judged && <VerdictCell judged={judged} isBrought={row.isBrought} />}</td>
      </tr>
    );
  }
}

function PinGlyph() {
  return (
    <svg class="glyph pin" viewBox="0 0 16 16" role="img" aria-label="Pinned" focusable="false">
      <path d={pinShape} fill="currentColor" />
    </svg>
  );
}

function VerdictCell({ judged, isBrought }: { readonly judged: Judged; readonly isBrought: boolean }) {
  const own = verdictTone(judged);
  // What is right by the word of a file is not seen to be right.
  const tone = isBrought && own === 'pass' ? 'info' : own;
  const reason = verdictReason(judged);
  return (
    <span class="verdict-cell" title={reason ?? undefined}>
      <Mark tone={tone} />
      <b class={`tone-${tone}`}>{verdictLabel(judged.kind)}</b>
      {isBrought && <span class="dim">{fromFileLabel}</span>}
      {reason !== null && <span class="reason">{reason}</span>}
    </span>
  );
}

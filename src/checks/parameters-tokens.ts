import { mostBits } from '../most-bits.ts';
import { ifAnswer } from './answer.ts';
import {
  type Check,
  absent,
  atLeast,
  fail,
  ifRequested,
  info,
  list,
  number,
  observe,
  pass,
  text,
  warn,
} from './check.ts';

/** How hard a code must be to guess, in bits (RFC 6749 10.10). */
const leastBits = 128;

/** The checks on the code and the tokens that a response hands out. */
export const tokenChecks: readonly Check[] = [
  {
    name: 'code-strength',
    catalogue: 'B08',
    clauses: ['RFC 6749 10.10'],
    certainty: 'estimated',
    judge: (context) =>
      ifAnswer(context, (answer) => {
        const code = answer('code');
        if (typeof code !== 'string') return null;
        const bits = Math.floor(mostBits(code));
        const values = { expected: atLeast(leastBits), observed: number(bits) };
        return bits < leastBits ? warn('short', values) : pass(values);
      }),
  },
  {
    name: 'front-channel-token',
    catalogue: 'B09',
    clauses: ['RFC 9700 2.1.2'],
    judge: (context) =>
      ifAnswer(context, (answer) =>
        answer('access_token') === undefined
          ? null
          : warn('returned', { expected: absent, observed: list('text', ['access_token']) }),
      ),
  },
  {
    name: 'front-channel-refresh-token',
    catalogue: 'B10',
    clauses: ['RFC 6749 4.2.2'],
    judge: (context) =>
      ifAnswer(context, (answer) =>
        answer('refresh_token') === undefined
          ? null
          : fail('returned', { expected: absent, observed: list('text', ['refresh_token']) }),
      ),
  },
  {
    name: 'expires-in',
    catalogue: 'B11',
    clauses: ['JARM 2.1', 'RFC 6749 4.2.2', 'RFC 6749 A.14'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        const found = answer('expires_in');
        if (found === undefined) return null;
        const observed = observe('text', found);
        if (context.compact !== null) {
          const isSeconds = typeof found === 'number' && Number.isInteger(found) && found >= 0;
          return isSeconds ? pass() : warn('not-a-number', { expected: text('number'), observed });
        }
        const isDigits = typeof found === 'string' && /^\d+$/.test(found);
        return isDigits ? pass() : fail('not-digits', { expected: text('digits'), observed });
      }),
  },
  {
    name: 'scope',
    catalogue: 'B02',
    clauses: ['RFC 6749 3.3', 'RFC 6749 4.2.2'],
    judge: (context) =>
      ifAnswer(context, (answer) => {
        const found = answer('scope');
        if (typeof found !== 'string') return null;
        const observed = observe('text', found);
        if (!scopeForm.test(found)) return warn('form', { observed });
        return ifRequested(context, 'scope', (asked) => {
          if (asked === undefined) return null;
          const values = { expected: text(asked), observed };
          const wanted = new Set(asked.split(' '));
          const granted = new Set(found.split(' '));
          if ([...granted].some((name) => !wanted.has(name))) return info('more', values);
          return granted.size < wanted.size ? info('less', values) : pass(values);
        });
      }),
  },
];

/** Names of printable ASCII without `"` and `\`, one space between them (RFC 6749 3.3). */
const scopeForm = /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/;

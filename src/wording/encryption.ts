import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const encryptionTitles: FamilyTitles = {
  decrypt: {
    pass: 'Decrypted',
    codes: {},
    skipped: 'Contents not judged',
    reasons: { encrypted: 'encrypted, no key given' },
  },
};

export const encryptionExplanations: FamilyExplanations = {
  decrypt: {
    why: 'What is signed lies inside the encryption. Until the response is decrypted, nothing in it can be judged.',
    act: 'tester',
    todo: 'Have the response sent signed only, to judge its contents here.',
  },
};
